package dev.shuke.rule;

import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ends of a range, {@code from} and {@code to}, as they stand in an object. */
record Range(Place place, @Nullable Place from, @Nullable Place to) {

  static Range of(Place place) {
    return new Range(place, place.find("from").orElse(null), place.find("to").orElse(null));
  }

  /** Whether both ends are missing. */
  boolean isOpen() {
    return from == null && to == null;
  }

  /** The end that stands there, the lower one of two; the whole object when none does. */
  Place first() {
    return from != null ? from : to != null ? to : place;
  }

  /**
   * Reads both ends.
   *
   * @param number of an end, empty when only the as-of date tells it
   * @throws RuleException when the lower end is above the upper one
   */
  <E, T> T read(Function<Place, E> end, Function<E, OptionalLong> number, Maker<E, T> maker) {
    E lower = from == null ? null : end.apply(from);
    E upper = to == null ? null : end.apply(to);
    if (lower != null && upper != null && isAbove(number.apply(lower), number.apply(upper))) {
      throw place.refuse("empty_range", "from at most to");
    }
    return maker.make(lower, upper);
  }

  private static boolean isAbove(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent() && from.getAsLong() > to.getAsLong();
  }

  /** Makes a condition of two ends, either of which may be missing. */
  interface Maker<E, T> {
    T make(@Nullable E from, @Nullable E to);
  }
}
