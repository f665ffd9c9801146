package dev.shuke.fold;

import dev.shuke.fold.NaiveRows.Placed;
import dev.shuke.rule.Measure;
import dev.shuke.rule.RowField;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words seen most; {@code MEANINGS.md}, lines 19 and 20. */
final class NaiveTop {

  private final Measure.Top measure;
  private final NaiveRows timeline;
  private final LocalDate asOf;
  private final Map<String, Long> weights = new HashMap<>();
  private final Map<String, LocalDate> lastDates = new HashMap<>();
  private long rows;
  private long total;

  NaiveTop(Measure.Top measure, NaiveRows timeline, LocalDate asOf) {
    this.measure = measure;
    this.timeline = timeline;
    this.asOf = asOf;
  }

  /** Adds a row; rows come in the order of the timeline. */
  void add(Placed placed) {
    RowField field = measure.weight();
    Long weight = field == null ? Long.valueOf(1) : timeline.number(field, placed.row(), asOf);
    List<String> words = words(placed);
    if (weight == null || words.isEmpty()) {
      return;
    }
    rows++;
    total = Math.addExact(total, weight);
    for (String word : words) {
      weights.merge(word, weight, Math::addExact);
      lastDates.put(word, placed.row().businessDate());
    }
  }

  private List<String> words(Placed placed) {
    RowField field = measure.by().field();
    List<Measure.Band> bands = measure.by().bands();
    if (bands == null) {
      return timeline.words(field, placed);
    }
    Long number = timeline.number(field, placed.row(), asOf);
    return number == null ? List.of() : List.of(band(bands, number));
  }

  private static String band(List<Measure.Band> bands, long number) {
    return bands.stream()
        .filter(band -> band.from() <= number)
        .max(Comparator.comparing(Measure.Band::from))
        .orElse(bands.get(bands.size() - 1))
        .value();
  }

  NaiveValue value(long minRows) {
    if (rows < minRows) {
      return NaiveValue.EMPTY;
    }
    List<String> top =
        weights.keySet().stream()
            .filter(word -> weight(word) > 0 && total > 0 && share(word) >= measure.minShare())
            .sorted(
                Comparator.comparing(this::weight)
                    .thenComparing(this::lastDate)
                    .reversed()
                    .thenComparing(NaiveRows.BY_UTF8))
            .limit(measure.most())
            .toList();
    return new NaiveValue(top, top.stream().map(this::share).toList());
  }

  private Long weight(String word) {
    return weights.getOrDefault(word, 0L);
  }

  private LocalDate lastDate(String word) {
    return lastDates.getOrDefault(word, LocalDate.MIN);
  }

  private Long share(String word) {
    return NaiveNumbers.share(weight(word), total);
  }
}
