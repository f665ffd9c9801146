package dev.shuke.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL views of a brand, as Trino statements; Trino can't read Spark's views.
 *
 * <p>{@code published.*} read the snapshots of one published run, pinned by literals, because Trino
 * takes no subquery in {@code for version as of}; the tag service re-creates them when it swaps to
 * a new run. Those of {@code events} read the newest rows and need no run.
 */
public final class Views {

  /** Namespace of the views that read a published run. */
  public static final String PUBLISHED = "published";

  private static final List<String> OF_EVENTS =
      List.of(
          // What is read stands before its reader.
          "events.arrivals", "events.verdicts", "events.ledger", "events.ledger_days");
  private static final List<String> OF_RUN =
      List.of(
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
   * Statements that create or replace the views of a brand that read no run: its ledger.
   *
   * @param brand the Trino catalog
   */
  public static List<String> ofEvents(String brand) {
    return OF_EVENTS.stream()
        .map(name -> statement(brand, name, place -> value(place, brand)))
        .toList();
  }

  /**
   * Statements that create or replace the views of a brand that read a run.
   *
   * @param brand the Trino catalog
   * @param runId the run, shown as {@code data_version}
   * @param snapshots snapshot id of each table of the run
   */
  public static List<String> ofRun(String brand, long runId, Map<String, Long> snapshots) {
    return OF_RUN.stream()
        .map(name -> statement(brand, name, place -> value(place, brand, runId, snapshots)))
        .toList();
  }

  private static String statement(String brand, String name, UnaryOperator<String> value) {
    return PLACEHOLDER
        .matcher("create or replace view " + brand + "." + name + " as\n" + read(name))
        .replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
  }

  private static String value(String placeholder, String brand) {
    if (!placeholder.equals("brand")) {
      throw new IllegalArgumentException("A view of events must not read a run: " + placeholder);
    }
    return brand;
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
