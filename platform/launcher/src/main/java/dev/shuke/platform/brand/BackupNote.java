package dev.shuke.platform.brand;

import dev.shuke.brand.Brand;
import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What a backup is of: {@code backup.properties} in its folder.
 *
 * @param catalogUri and {@code warehouse}: where the tables were, and must be again
 * @param topics the id of each topic; one of the same name made anew has another
 * @param parts how far each partition had come
 */
record BackupNote(
    String brand,
    Instant madeAt,
    String catalogUri,
    String warehouse,
    Map<String, Uuid> topics,
    Map<TopicPartition, Part> parts) {
  private static final String FILE = "backup.properties";
  private static final String VERSION = "1";

  BackupNote {
    topics = Map.copyOf(topics);
    parts = Map.copyOf(parts);
  }

  /**
   * A partition of a topic.
   *
   * @param frontier offsets below it have their rows in the tables
   * @param end offsets from the frontier up to it are kept as records
   */
  record Part(long frontier, long end) {
    long records() {
      return end - frontier;
    }
  }

  /** The records of a partition, within the backup. */
  static Path records(Path folder, TopicPartition partition) {
    return folder.resolve("topics").resolve(partition + ".records");
  }

  /** Records that had no row yet. */
  long records() {
    return parts.values().stream().mapToLong(Part::records).sum();
  }

  /** Per partition the offset that the next record got. */
  Map<TopicPartition, Long> ends() {
    return parts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, part -> part.getValue().end()));
  }

  /** Offsets that Kafka had given out. */
  long offsets() {
    return parts.values().stream().mapToLong(Part::end).sum();
  }

  /**
   * Refuses a place that is not where the backup was made: the tables' metadata name each of their
   * files with its whole path.
   */
  void requirePlace(Brand here) {
    if (!here.catalogUri().equals(catalogUri) || !here.catalogWarehouse().equals(warehouse)) {
      throw ShukeException.wrongSetup(
          "The tables of this backup lie in %s and name their files so, but here they would lie in %s:"
              + " restore it with the SHUKE_HOME it was made with.",
          warehouse, here.catalogWarehouse());
    }
  }

  void write(Path folder) throws IOException {
    Properties lines = new Properties();
    lines.setProperty("version", VERSION);
    lines.setProperty("brand", brand);
    lines.setProperty("made-at", madeAt.toString());
    lines.setProperty("catalog.uri", catalogUri);
    lines.setProperty("catalog.warehouse", warehouse);
    topics.forEach((topic, id) -> lines.setProperty("topic." + topic, id.toString()));
    parts.forEach(
        (partition, part) ->
            lines.setProperty("part." + partition, part.frontier + " " + part.end));
    try (Writer writer = Files.newBufferedWriter(folder.resolve(FILE))) {
      lines.store(writer, "Of partitions: the offset up to which the tables reach, and the end");
    }
  }

  /** Reads the note of a backup whose files are as they were written. */
  static BackupNote read(Path folder) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(FILE))) {
      lines.load(reader);
    } catch (NoSuchFileException e) {
      throw ShukeException.wrongSetup("%s has no %s, so it is no backup of a brand.", folder, FILE);
    }
    if (!lines.getProperty("version", "").equals(VERSION)) {
      throw ShukeException.wrongSetup(
          "%s is a backup of version '%s', this release reads %s.",
          folder, lines.getProperty("version", ""), VERSION);
    }
    return new BackupNote(
        lines.getProperty("brand", ""),
        Instant.parse(lines.getProperty("made-at", "")),
        lines.getProperty("catalog.uri", ""),
        lines.getProperty("catalog.warehouse", ""),
        starting("topic.", lines).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, line -> Uuid.fromString(line.getValue()))),
        starting("part.", lines).entrySet().stream()
            .collect(
                Collectors.toMap(line -> partition(line.getKey()), line -> part(line.getValue()))));
  }

  private static Map<String, String> starting(String prefix, Properties lines) {
    Map<String, String> found = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        found.put(key.substring(prefix.length()), lines.getProperty(key, ""));
      }
    }
    return found;
  }

  private static TopicPartition partition(String text) {
    int dash = text.lastIndexOf('-');
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }

  private static Part part(String text) {
    String[] offsets = text.split(" ", 2);
    return new Part(Long.parseLong(offsets[0]), Long.parseLong(offsets[1]));
  }
}
