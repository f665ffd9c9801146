package dev.shuke.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL views of a brand, as Trino statements; Trino can't read Spark's views.
 *
 * <p>{@code published.*} read the snapshots of one published run, pinned by literals, because Trino
 * takes no subquery in {@code for version as of}; the tag service re-creates them when it swaps to
 * a new run. Those of {@code events} read the newest rows.
 */
public final class Views {

  /** Namespace of the views that read a published run. */
  public static final String PUBLISHED = "published";

  private static final List<String> NAMES =
      List.of(
          // What is read stands before its reader.
          "events.arrivals",
          "events.verdicts",
          "events.ledger",
          "events.ledger_days",
          "published.customers",
          "published.customer_ids",
          "published.customer_tags",
          "published.friendships",
          "published.next_changes",
          "published.orders",
          "published.products",
          "published.store_conversion",
          "published.stores",
          "published.timeline");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_.]+)}");

  private Views() {}

  /**
   * Statements that create or replace every view of a brand.
   *
   * @param brand the Trino catalog
   * @param runId the run, shown as {@code data_version}
   * @param snapshots snapshot id of each table of the run
   */
  public static List<String> statements(String brand, long runId, Map<String, Long> snapshots) {
    return NAMES.stream().map(name -> statement(brand, name, runId, snapshots)).toList();
  }

  private static String statement(
      String brand, String name, long runId, Map<String, Long> snapshots) {
    Matcher matcher = PLACEHOLDER.matcher(read(name));
    StringBuilder sql = new StringBuilder("create or replace view " + brand + "." + name + " as\n");
    while (matcher.find()) {
      matcher.appendReplacement(sql, value(matcher.group(1), brand, runId, snapshots));
    }
    return matcher.appendTail(sql).toString();
  }

  private static String value(
      String placeholder, String brand, long runId, Map<String, Long> snapshots) {
    if (placeholder.equals("brand")) {
      return brand;
    }
    if (placeholder.equals("data_version")) {
      return Long.toString(runId);
    }
    Long snapshot = snapshots.get(placeholder);
    if (snapshot == null) {
      throw new IllegalArgumentException("Run " + runId + " names no snapshot of " + placeholder);
    }
    return brand + "." + placeholder + " for version as of " + snapshot;
  }

  private static String read(String name) {
    String resource = "views/" + name + ".sql";
    try (InputStream in = Views.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
