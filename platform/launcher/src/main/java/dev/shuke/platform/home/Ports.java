package dev.shuke.platform.home;

import dev.shuke.platform.process.Port;
import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The loopback ports of the platform. They follow from a base, 18000 unless told otherwise, so that
 * a second platform, of a test for example, moves them all with one number.
 *
 * @param flinkFirst REST port of the first brand's Flink job; the other brands follow, see {@link
 *     FlinkPlaces}
 */
public record Ports(
    Port kafka, Port kafkaController, Port trino, Port tagService, Port flinkFirst) {
  private static final String BASE_VARIABLE = "SHUKE_PORT_BASE";
  private static final int DEFAULT_BASE = 18_000;
  private static final Map<String, Integer> OFFSETS =
      Map.of("trino", 80, "tag-service", 90, "flink", 101, "kafka", 1092, "kafka-controller", 1093);

  /**
   * Reads the ports.
   *
   * @param file {@code ports.properties}; need not exist
   * @throws ShukeException on an unknown key or on something that is no port
   */
  static Ports read(Map<String, String> environment, Path file) {
    Properties properties = load(file);
    requireKnownKeys(properties, file);
    String base = environment.getOrDefault(BASE_VARIABLE, properties.getProperty("base"));
    return of(base == null ? DEFAULT_BASE : number(BASE_VARIABLE, base), properties);
  }

  private static Ports of(int base, Properties properties) {
    return new Ports(
        port("kafka", base, properties),
        port("kafka-controller", base, properties),
        port("trino", base, properties),
        port("tag-service", base, properties),
        port("flink", base, properties));
  }

  private static Port port(String key, int base, Properties properties) {
    int offset = Optional.ofNullable(OFFSETS.get(key)).orElseThrow();
    String text = properties.getProperty(key);
    return new Port(text == null ? base + offset : number(key, text), key);
  }

  /** The REST port of the Flink job of the brand at this place, from 0. */
  public Port flink(int place) {
    return new Port(flinkFirst.number() + place, flinkFirst.setting());
  }

  private static int number(String key, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw ShukeException.wrongSetup("%s is '%s', expected a port number.", key, text);
    }
  }

  private static Properties load(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw ShukeException.wrongSetup("Cannot read %s: %s.", file, e.getMessage());
      }
    }
    return properties;
  }

  private static void requireKnownKeys(Properties properties, Path file) {
    Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(OFFSETS.keySet());
    unknown.remove("base");
    if (!unknown.isEmpty()) {
      throw ShukeException.wrongSetup(
          "Unknown keys %s in %s, expected base or some of %s.",
          unknown, file, new TreeSet<>(OFFSETS.keySet()));
    }
  }
}
