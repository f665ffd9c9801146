package dev.shuke.platform.quarantine;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.quarantine.RecordPlace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which quarantined records are meant; all that is empty means any.
 *
 * @param source such as {@code orders}
 * @param day UTC day on which the broker took the record
 */
public record Selection(Optional<String> reason, Optional<String> source, Optional<LocalDate> day) {
  private static final Pattern REASON = Pattern.compile("[a-z0-9_]+");

  public Selection {
    reason.ifPresent(Selection::requireReason);
    source.ifPresent(Selection::requireSource);
  }

  public static Selection of(
      @Nullable String reason, @Nullable String source, @Nullable LocalDate day) {
    return new Selection(
        Optional.ofNullable(reason), Optional.ofNullable(source), Optional.ofNullable(day));
  }

  private static void requireReason(String reason) {
    if (!REASON.matcher(reason).matches()) {
      throw ShukeException.wrongSetup(
          "'%s' is no reason, expected a code such as unknown_value; ./shuke quarantine list counts those there are.",
          reason);
    }
  }

  private static void requireSource(String source) {
    TreeSet<String> sources =
        Arrays.stream(EventType.values())
            .map(EventType::source)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!sources.contains(source)) {
      throw ShukeException.wrongSetup(
          "Unknown source '%s', expected one of %s.", source, String.join(", ", sources));
    }
  }

  /** A condition on {@code events.quarantine}. */
  String sql(Brand brand) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    reason.ifPresent(code -> conditions.add("reason = '" + code + "'"));
    source.ifPresent(name -> conditions.add("kafka_topic = '" + brand.topic(name) + "'"));
    day.ifPresent(
        date -> conditions.add("cast(known_at at time zone 'UTC' as date) = date '" + date + "'"));
    return String.join(" and ", conditions);
  }

  /** A condition on a table with places; a {@link RecordPlace} holds nothing to escape. */
  static String sql(List<RecordPlace> places) {
    return places.stream()
        .map(
            place ->
                "(kafka_topic = '%s' and kafka_partition = %d and kafka_offset = %d)"
                    .formatted(place.topic(), place.partition(), place.offset()))
        .collect(Collectors.joining(" or ", "(", ")"));
  }
}
