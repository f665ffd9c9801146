package dev.shuke.platform.home;

import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which brand has which Flink port, counted from the first; written down, so that a running job
 * keeps its port when other brands come and go.
 */
final class FlinkPlaces {
  private final Path file;

  FlinkPlaces(Path file) {
    this.file = file;
  }

  /**
   * The place of each brand. New brands take the lowest free ones, in order of name; what a brand
   * that is gone had is free.
   */
  Map<String, Integer> of(List<String> brands) {
    Map<String, Integer> known = read();
    Map<String, Integer> places = new TreeMap<>(known);
    places.keySet().retainAll(brands);
    brands.forEach(brand -> places.computeIfAbsent(brand, name -> lowestFree(places)));
    if (!places.equals(known)) {
      write(places);
    }
    return places;
  }

  private static int lowestFree(Map<String, Integer> places) {
    return IntStream.range(0, places.size() + 1)
        .filter(place -> !places.containsValue(place))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Integer> read() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, name -> number(name, properties), (a, b) -> a));
  }

  private int number(String brand, Properties properties) {
    String text = properties.getProperty(brand, "").strip();
    if (!text.matches("\\d{1,4}")) {
      throw ShukeException.wrongSetup(
          "%s: %s is '%s', expected a number from 0; delete the line while nothing is running.",
          file, brand, text);
    }
    return Integer.parseInt(text);
  }

  private void write(Map<String, Integer> places) {
    String lines =
        places.entrySet().stream()
            .map(place -> place.getKey() + "=" + place.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(file.getParent());
      Brands.replace(
          file,
          "# Written by ./shuke: how far each brand's Flink port is from the first\n" + lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
