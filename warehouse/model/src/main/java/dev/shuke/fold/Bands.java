package dev.shuke.fold;

import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;

/** Bands of a number in order, each from a bound up to the next; found without an object. */
final class Bands<T> {

  private final long[] froms;
  private final List<T> values;

  private Bands(long[] froms, List<T> values) {
    this.froms = froms;
    this.values = values;
  }

  static <T> Bands<T> of(NavigableMap<Long, T> bands) {
    return new Bands<>(
        bands.keySet().stream().mapToLong(Long::longValue).toArray(), List.copyOf(bands.values()));
  }

  <U> Bands<U> map(Function<T, U> change) {
    return new Bands<>(froms, values.stream().map(change).toList());
  }

  int size() {
    return froms.length;
  }

  T get(int band) {
    return values.get(band);
  }

  /** The band that a number lies in; -1 when it is below the first. */
  int indexOf(long number) {
    int band = froms.length - 1;
    while (band >= 0 && froms[band] > number) {
      band--;
    }
    return band;
  }

  /** The first number of a band, {@link Long#MIN_VALUE} before the first. */
  long from(int band) {
    return band < 0 ? Long.MIN_VALUE : froms[band];
  }

  /** The last number of a band. */
  long to(int band) {
    return band == froms.length - 1 ? Long.MAX_VALUE : froms[band + 1] - 1;
  }
}
