package dev.shuke.fold;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.rule.Measure;
import dev.shuke.rule.Window;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Evaluators that are right but for one thing, to see it found; slow, as they seek their next
 * change.
 */
enum PlantedBug implements Evaluator.WithNextChange {
  /** Right in everything. */
  NONE,
  /** Rolling windows hold one day too many. */
  WINDOW_ONE_DAY_LONG {
    @Override
    NaiveRows timeline(Case facts) {
      return new LongWindows(facts.rows(), facts.products(), facts.zone());
    }
  },
  /** The next change comes a day late. */
  NEXT_CHANGE_ONE_DAY_LATE {
    @Override
    LocalDate told(LocalDate nextChange) {
      return nextChange.plusDays(1);
    }
  },
  /** Nothing is said to change. */
  NO_NEXT_CHANGE;

  private static final int HORIZON_DAYS = 500;

  NaiveRows timeline(Case facts) {
    return new NaiveRows(facts.rows(), facts.products(), facts.zone());
  }

  LocalDate told(LocalDate nextChange) {
    return nextChange;
  }

  @Override
  public Evaluator.Answer answer(Case facts, Measure measure) {
    NaiveRules rules = new NaiveRules(timeline(facts), facts);
    NaiveValue value = rules.value(measure, facts.asOf());
    if (this != NO_NEXT_CHANGE) {
      for (int days = 1; days <= HORIZON_DAYS; days++) {
        LocalDate day = facts.asOf().plusDays(days);
        if (!rules.value(measure, day).equals(value)) {
          return new Evaluator.Answer(value, told(day));
        }
      }
    }
    return new Evaluator.Answer(value, null);
  }

  private static final class LongWindows extends NaiveRows {

    LongWindows(List<TimelineRow> rows, List<ProductBook.Row> products, ZoneId zone) {
      super(rows, products, zone);
    }

    @Override
    boolean isInside(Window window, LocalDate occurred, LocalDate asOf) {
      return super.isInside(window, occurred, asOf)
          || window instanceof Window.Rolling
              && super.isInside(window, occurred, asOf.minusDays(1));
    }
  }
}
