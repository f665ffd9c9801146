package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code likes_spicy}: whether at least k(n) of the n counting lines of 180 days that have a taste
 * are spicy; empty while n is below the table's first row.
 *
 * <p>Beyond the table's last row N the share of that row is asked for, rounded up: k(n) = ⌈n · k(N)
 * / N⌉. That is a little stricter than the Wilson bound, which falls towards the base rate.
 */
final class LikesSpicy implements TagFold {

  private static final String TABLE = "likes_spicy.k";
  private static final String SPICY = "spicy";

  private final OrderLines lines;
  private final Window window;
  private final int firstN;
  private final long[] needed;
  private long tasted;
  private long spicy;

  LikesSpicy(FoldInputs inputs) {
    lines = new OrderLines(inputs.products());
    window = inputs.window("180d");
    Parameters parameters = inputs.parameters();
    firstN = parameters.firstIndex(TABLE);
    needed = new long[parameters.lastIndex(TABLE) - firstN + 1];
    for (int i = 0; i < needed.length; i++) {
      needed[i] = parameters.indexed(TABLE, firstN + i, inputs.asOf());
    }
  }

  @Override
  public void start() {
    window.start();
    tasted = 0;
    spicy = 0;
  }

  @Override
  public void add(TimelineRow row) {
    if (row.kind() != Kind.ORDER_LINE || window.isOver(row)) {
      return;
    }
    List<String> tastes = lines.tastesOf(row);
    if (!tastes.isEmpty() && window.admits(row)) {
      tasted++;
      spicy += tastes.contains(SPICY) ? 1 : 0;
    }
  }

  @Override
  public List<String> values() {
    return tasted < firstN ? List.of() : List.of(Boolean.toString(spicy >= neededOf(tasted)));
  }

  private long neededOf(long n) {
    long lastN = firstN + needed.length - 1L;
    long lastNeeded = needed[needed.length - 1];
    return n <= lastN
        ? needed[(int) (n - firstN)]
        : Math.floorDiv(Math.addExact(Math.multiplyExact(n, lastNeeded), lastN - 1), lastN);
  }

  @Override
  public @Nullable LocalDate nextChange() {
    return window.nextChange();
  }
}
