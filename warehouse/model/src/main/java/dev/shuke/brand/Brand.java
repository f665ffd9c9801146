package dev.shuke.brand;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One chain: what it is called, how its days run, which sources it has, and where its data lies.
 *
 * <p>A brand is a catalog (design.md decision 1): {@link #id} is the name of its Iceberg and Trino
 * catalog and the prefix of its Kafka topics; no table carries a brand column.
 *
 * @param id lower-case name
 * @param fixedAsOf the as-of date of every daily run; empty when it follows the wall clock
 * @param sources the topics this brand has, such as {@code orders}; a value that needs another is
 *     null with a reason
 * @param tags ids of the definitions computed for this brand
 * @param parameters the brand's dated parameter rows, a CSV file
 * @param quarantineKey file of the key that seals what is kept of quarantined records; without one
 *     nothing of them is kept but names, types and lengths
 * @param s3 how the warehouse is reached, when it begins with {@code s3://}
 */
public record Brand(
    String id,
    String nameZh,
    String nameEn,
    boolean isSimulated,
    BusinessCalendar calendar,
    Currency currency,
    Optional<LocalDate> fixedAsOf,
    Set<String> sources,
    List<String> tags,
    Path parameters,
    String kafkaBootstrap,
    String catalogUri,
    String catalogWarehouse,
    Optional<Path> quarantineKey,
    Optional<S3Access> s3) {

  /** The key without which stream and batch keep no bytes of quarantined records. */
  public static final String QUARANTINE_KEY = "quarantine.key-file";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{1,29}");
  private static final Set<String> KEYS =
      Set.of(
          "brand",
          "name.zh",
          "name.en",
          "simulated",
          "zone",
          "cut",
          "currency",
          "as-of",
          "sources",
          "tags",
          "parameters",
          "kafka.bootstrap",
          "catalog.uri",
          "catalog.warehouse",
          QUARANTINE_KEY,
          S3Access.REGION,
          S3Access.ENDPOINT,
          S3Access.PATH_STYLE,
          S3Access.ACCESS_KEY,
          S3Access.SECRET_KEY);

  public Brand {
    sources = Set.copyOf(sources);
    tags = List.copyOf(tags);
  }

  /**
   * Reads a brand file.
   *
   * @throws ConfigurationException listing every unknown, missing or wrong key
   */
  public static Brand read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          file.toString(),
          List.of("no such brand file; './shuke up' writes it for each brand it knows"));
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(), List.of("cannot be read: " + e.getMessage()));
    }
    return of(file.toString(), properties);
  }

  private static Brand of(String where, Properties properties) {
    Values values = new Values(properties);
    Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(KEYS);
    unknown.forEach(
        key ->
            values.problems.add(
                "unknown key '" + key + "', expected one of " + new TreeSet<>(KEYS)));
    Brand brand =
        new Brand(
            values.read("brand", Brand::id, ""),
            values.text("name.zh"),
            values.text("name.en"),
            values.read("simulated", Brand::flag, false),
            new BusinessCalendar(
                values.read("zone", ZoneId::of, ZoneId.of("UTC")),
                values.read("cut", LocalTime::parse, LocalTime.MIDNIGHT)),
            values.read("currency", Currency::getInstance, Currency.getInstance("XXX")),
            values.read("as-of", Brand::asOf, Optional.empty()),
            Set.copyOf(values.list("sources")),
            values.list("tags"),
            Path.of(values.text("parameters")),
            values.text("kafka.bootstrap"),
            values.text("catalog.uri"),
            values.read("catalog.warehouse", Brand::warehouseUri, ""),
            values.optional(QUARANTINE_KEY).map(Path::of),
            values.s3());
    if (!values.problems.isEmpty()) {
      throw new ConfigurationException(where, values.problems);
    }
    return brand;
  }

  /** The Kafka topic of one of its sources. */
  public String topic(String source) {
    return id + "." + source;
  }

  public boolean hasSource(String source) {
    return sources.contains(source);
  }

  /**
   * The as-of date of a daily run started at {@code now}: the fixed date, or the business day that
   * ended last.
   */
  public LocalDate asOf(Instant now) {
    return fixedAsOf.orElseGet(() -> calendar.lastEnded(now));
  }

  private static String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected a lower-case letter and up to 29 of a-z, 0-9, _");
    }
    return text;
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("expected true or false");
    }
    return text.equals("true");
  }

  private static Optional<LocalDate> asOf(String text) {
    return text.equals("wall-clock") ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }

  /** Trino finds no file system for a path without a scheme (stack.md, pitfall 1). */
  private static String warehouseUri(String text) {
    if (!text.contains(":/")) {
      throw new IllegalArgumentException(
          "expected a URI such as file:///data/warehouse or s3://bucket/warehouse");
    }
    return text;
  }

  private static URI http(String text) {
    if (!text.matches("https?://.+")) {
      throw new IllegalArgumentException("expected a URI such as https://s3.example.com");
    }
    return URI.create(text);
  }

  /** Reads typed values and gathers the problems instead of stopping at the first. */
  private static final class Values {
    private static final URI HERE = URI.create("");

    private final Properties properties;
    private final List<String> problems = new ArrayList<>();

    Values(Properties properties) {
      this.properties = properties;
    }

    String text(String key) {
      return read(key, text -> text, "");
    }

    Optional<String> optional(String key) {
      return Optional.of(properties.getProperty(key, "").strip()).filter(text -> !text.isEmpty());
    }

    List<String> list(String key) {
      return read(key, text -> List.of(text.split("\\s*,\\s*")), List.of());
    }

    Optional<S3Access> s3() {
      List<String> given =
          KEYS.stream().filter(key -> key.startsWith("s3.") && optional(key).isPresent()).toList();
      if (!optional("catalog.warehouse").orElse("").startsWith(S3Access.SCHEME)) {
        given.forEach(
            key ->
                problems.add(
                    "key '" + key + "' is for a catalog.warehouse such as s3://bucket/warehouse"));
        return Optional.empty();
      }
      if (given.contains(S3Access.ACCESS_KEY) != given.contains(S3Access.SECRET_KEY)) {
        problems.add(
            "keys '%s' and '%s' belong together, expected both or neither"
                .formatted(S3Access.ACCESS_KEY, S3Access.SECRET_KEY));
      }
      return Optional.of(
          new S3Access(
              text(S3Access.REGION),
              optional(S3Access.ENDPOINT).map(text -> read(S3Access.ENDPOINT, Brand::http, HERE)),
              optional(S3Access.PATH_STYLE)
                  .map(text -> read(S3Access.PATH_STYLE, Brand::flag, false))
                  .orElse(false),
              optional(S3Access.ACCESS_KEY)
                  .flatMap(
                      access ->
                          optional(S3Access.SECRET_KEY)
                              .map(secret -> new S3Access.Keys(access, secret)))));
    }

    <T> T read(String key, Function<String, T> parser, T fallback) {
      String text = properties.getProperty(key, "").strip();
      if (text.isEmpty()) {
        problems.add("key '" + key + "' is missing");
        return fallback;
      }
      try {
        return parser.apply(text);
      } catch (DateTimeException | IllegalArgumentException e) {
        problems.add("key '" + key + "' is '" + text + "': " + e.getMessage());
        return fallback;
      }
    }
  }
}
