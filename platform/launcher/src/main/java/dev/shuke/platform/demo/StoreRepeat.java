package dev.shuke.platform.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How many of a store's buyers came back.
 *
 * @param buyers customers with an order that counts there
 * @param again those of them with two or more
 */
record StoreRepeat(String storeId, String name, long buyers, long again) {
  /** By rate, highest first, compared as integers; then the store with more buyers, then by id. */
  static final Comparator<StoreRepeat> BEST_FIRST =
      ((Comparator<StoreRepeat>) (a, b) -> Long.compare(b.again * a.buyers, a.again * b.buyers))
          .thenComparing(Comparator.comparingLong(StoreRepeat::buyers).reversed())
          .thenComparing(StoreRepeat::storeId);

  /** Below this a rate is chance. */
  static final int FEWEST_BUYERS = 20;

  static List<StoreRepeat> ranked(List<StoreRepeat> stores) {
    return stores.stream()
        .filter(store -> store.buyers >= FEWEST_BUYERS)
        .sorted(BEST_FIRST)
        .toList();
  }

  /** For people; one digit behind the point. */
  String percent() {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * again / buyers);
  }
}
