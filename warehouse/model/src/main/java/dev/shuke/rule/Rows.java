package dev.shuke.rule;

import dev.shuke.customer.TimelineRow.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a customer's timeline a measure looks at.
 *
 * <p>A row takes part on an as-of date while its business date is inside the window, the order it
 * belongs to counts, and it passes {@code where}. With {@code latest}, only the last of these of
 * each key is left, and only while it passes {@code having}: whoever was added and then removed is
 * no friend.
 *
 * @param kind what happened
 */
public record Rows(Kind kind, RowTest where, Window window, @Nullable Latest latest) {

  /**
   * Only the last row of each key.
   *
   * @param per the fields that make the key; a row without one of them takes no part
   * @param having what the last row must pass
   * @param silent null, or: only once the last row is no longer inside this period, so that the
   *     stores somebody has left can be told from those still visited
   */
  public record Latest(List<RowField> per, RowTest having, @Nullable Period silent) {
    public Latest {
      per = List.copyOf(per);
    }

    public Latest(List<RowField> per, RowTest having) {
      this(per, having, null);
    }
  }

  /** All rows of a kind, ever. */
  public static Rows of(Kind kind) {
    return new Rows(kind, RowTest.ANY_ROW, Window.ALL_TIME, null);
  }

  public Rows where(RowTest test) {
    return new Rows(kind, test, window, latest);
  }

  public Rows in(Window window) {
    return new Rows(kind, where, window, latest);
  }

  public Rows latest(List<RowField> per, RowTest having) {
    return latest(per, having, null);
  }

  public Rows latest(List<RowField> per, RowTest having, @Nullable Period silent) {
    return new Rows(kind, where, window, new Latest(per, having, silent));
  }
}
