package dev.shuke.quarantine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a record lies in Kafka, written as one word such as {@code journey.orders-1@4711}. */
public record RecordPlace(String topic, int partition, long offset) {

  private static final Pattern WORD = Pattern.compile("([A-Za-z0-9._]+)-(\\d{1,9})@(\\d{1,18})");

  /** The place that {@link #toString} wrote; empty when the text is no place. */
  public static Optional<RecordPlace> parse(String text) {
    Matcher word = WORD.matcher(text);
    return word.matches()
        ? Optional.of(
            new RecordPlace(
                word.group(1), Integer.parseInt(word.group(2)), Long.parseLong(word.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
