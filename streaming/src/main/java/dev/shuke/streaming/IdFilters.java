package dev.shuke.streaming;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Spares most look-ups in the state: nearly every id is new, and the filter of its hour says so.
 *
 * <p>A filter holds the ids judged since this run of the job began. Hours that were begun before
 * have none, and neither has an hour for which the memory is gone: any id of theirs may be known.
 */
final class IdFilters {

  /** The ids of 24 hours, a million each, take 67 MB. */
  private static final long MOST_BYTES = 128L << 20;

  private final long mostBytes;
  private final Map<Long, IdFilter> byHour = new HashMap<>();
  private final Set<Long> withoutFilter;

  /**
   * @param begunBefore hours of which the state may hold ids, as {@link IdGroup} numbers them
   */
  IdFilters(Collection<Long> begunBefore) {
    this(begunBefore, MOST_BYTES);
  }

  /**
   * @param mostBytes of memory
   */
  IdFilters(Collection<Long> begunBefore, long mostBytes) {
    this.withoutFilter = new HashSet<>(begunBefore);
    this.mostBytes = mostBytes;
  }

  /** False only of an id that the state does not hold. */
  boolean mayHold(long hour, Fingerprint id) {
    IdFilter filter = byHour.get(hour);
    return filter == null ? withoutFilter.contains(hour) : filter.mayHold(id);
  }

  /** Of an id that is put into the state. */
  void add(long hour, Fingerprint id) {
    IdFilter filter = byHour.get(hour);
    if (filter == null) {
      if (withoutFilter.contains(hour)) {
        return;
      }
      filter = new IdFilter();
      byHour.put(hour, filter);
    }
    if (filter.isFull() && bytesWithout(hour) + filter.nextBytes() > mostBytes) {
      byHour.remove(hour);
      withoutFilter.add(hour);
    } else {
      filter.add(id);
    }
  }

  private long bytesWithout(long hour) {
    return byHour.entrySet().stream()
        .filter(other -> other.getKey() != hour)
        .mapToLong(other -> other.getValue().bytes())
        .sum();
  }

  /** Forgets the hours whose ids the state has forgotten at this time of the broker. */
  void forget(Instant brokerTime) {
    Predicate<Long> isForgotten = hour -> !brokerTime.isBefore(IdGroup.hourForgottenAt(hour));
    byHour.keySet().removeIf(isForgotten);
    withoutFilter.removeIf(isForgotten);
  }

  /** Those of which the state may hold ids. */
  List<Long> hours() {
    return Stream.concat(byHour.keySet().stream(), withoutFilter.stream()).toList();
  }
}
