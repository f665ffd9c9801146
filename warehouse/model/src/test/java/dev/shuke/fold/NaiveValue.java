package dev.shuke.fold;

import java.time.LocalDate;
import java.util.List;

/**
 * What a measure gives, in plain texts and numbers.
 *
 * @param texts empty for nothing; several for {@code top} only
 * @param numbers the number, or a date as its days since 1970-01-01; for {@code top} the share of
 *     each text in 1/100 of a per cent; none for words and flags
 */
record NaiveValue(List<String> texts, List<Long> numbers) {

  static final NaiveValue EMPTY = new NaiveValue(List.of(), List.of());

  NaiveValue {
    texts = List.copyOf(texts);
    numbers = List.copyOf(numbers);
  }

  static NaiveValue number(long number) {
    return new NaiveValue(List.of(Long.toString(number)), List.of(number));
  }

  static NaiveValue date(LocalDate date) {
    return new NaiveValue(List.of(date.toString()), List.of(date.toEpochDay()));
  }

  static NaiveValue text(String text) {
    return new NaiveValue(List.of(text), List.of());
  }

  static NaiveValue flag(boolean flag) {
    return text(Boolean.toString(flag));
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }
}
