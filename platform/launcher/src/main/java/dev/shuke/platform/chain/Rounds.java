package dev.shuke.platform.chain;

import dev.shuke.brand.Brand;
import dev.shuke.platform.home.BrandPlace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * When each brand's daily chain and the care of its tables are tried. The two know nothing of each
 * other's failures: tables grow whether or not a day is published. In one round the chain comes
 * first, so that care finds what it has judged and never meets it.
 */
final class Rounds {
  /** After a failed chain; a cut that comes earlier does not shorten it. */
  static final Duration PAUSE_AFTER_FAILED_CHAIN = Duration.ofMinutes(10);

  /** Longer, for nobody waits for care, and each try keeps the chains of all brands waiting. */
  static final Duration PAUSE_AFTER_FAILED_CARE = Duration.ofHours(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Clock clock;
  private final CareTimes careTimes;
  private final Work work;
  private final Consumer<String> say;
  private final Map<String, Instant> noChainBefore = new TreeMap<>();
  private final Map<String, Instant> noCareBefore = new TreeMap<>();

  /** What is done for a brand; whatever it throws is a failure that is said and tried again. */
  interface Work {
    /** Runs the daily chain if it is due. */
    void runChainIfDue(BrandPlace place) throws Exception;

    void care(BrandPlace place) throws Exception;
  }

  Rounds(Clock clock, CareTimes careTimes, Work work, Consumer<String> say) {
    this.clock = clock;
    this.careTimes = careTimes;
    this.work = work;
    this.say = say;
  }

  /** Does what is due for these brands, the only ones there are now. */
  void go(List<BrandPlace> brands) {
    List<String> ids = brands.stream().map(BrandPlace::id).toList();
    // One that comes back is due at once.
    noChainBefore.keySet().retainAll(ids);
    noCareBefore.keySet().retainAll(ids);
    for (BrandPlace place : brands) {
      chain(place);
      care(place);
    }
  }

  private void chain(BrandPlace place) {
    if (isBefore(noChainBefore, place)) {
      return;
    }
    try {
      work.runChainIfDue(place);
      noChainBefore.put(place.id(), restUntil(place.brand()));
    } catch (Exception e) {
      failed(place, e, PAUSE_AFTER_FAILED_CHAIN, noChainBefore);
    }
  }

  private void care(BrandPlace place) {
    if (isBefore(noCareBefore, place)) {
      return;
    }
    try {
      Instant started = clock.instant();
      if (careTimes.isDue(place.id(), started)) {
        work.care(place);
        careTimes.done(place.id(), started);
      }
    } catch (Exception e) {
      failed(place, e, PAUSE_AFTER_FAILED_CARE, noCareBefore);
    }
  }

  private boolean isBefore(Map<String, Instant> moments, BrandPlace place) {
    return clock.instant().isBefore(moments.getOrDefault(place.id(), Instant.MIN));
  }

  /**
   * When nothing can become due before the next cut; for a fixed date: before the next start of
   * this process.
   */
  private Instant restUntil(Brand brand) {
    return brand.fixedAsOf().isPresent()
        ? Instant.MAX
        : NextCut.after(clock.instant(), brand.calendar());
  }

  private void failed(
      BrandPlace place, Exception e, Duration pause, Map<String, Instant> notBefore) {
    say.accept(
        "%s: %s Next try in %d minutes.".formatted(place.id(), e.getMessage(), pause.toMinutes()));
    notBefore.put(place.id(), clock.instant().plus(pause));
  }

  /** How long nothing can become due; at most so long that a new brand, or care, waits little. */
  Duration pause() {
    Instant now = clock.instant();
    Instant earliest = noChainBefore.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
    Instant latest = now.plus(LONGEST_PAUSE);
    Duration pause = Duration.between(now, earliest.isBefore(latest) ? earliest : latest);
    return pause.isNegative() ? Duration.ZERO : pause.plusMillis(1);
  }
}
