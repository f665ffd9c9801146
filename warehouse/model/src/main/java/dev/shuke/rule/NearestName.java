package dev.shuke.rule;

import java.util.Collection;
import java.util.Optional;

/** Finds what a person may have meant by a name that doesn't exist. */
public final class NearestName {

  private static final int LONGEST = 64;

  private NearestName() {}

  /**
   * The known name with the fewest changed letters, when at most half of the letters (rounded up)
   * differ; of equals the first in the collection's order.
   */
  public static Optional<String> of(String wrong, Collection<String> known) {
    if (wrong.length() > LONGEST) {
      return Optional.empty();
    }
    String nearest = null;
    int fewest = Math.max(1, (wrong.length() + 1) / 2) + 1;
    for (String name : known) {
      int distance = distance(wrong, name);
      if (distance < fewest) {
        fewest = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Levenshtein distance in UTF-16 units. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
