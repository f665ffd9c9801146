package dev.shuke.rule;

import dev.shuke.customer.TimelineRow.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Rules and measures that the language allows, from a seed. Small words and numbers, so that random
 * timelines meet them often.
 */
public final class RandomRules {

  /** Words of every text field; the last ones are hard to write. */
  static final List<String> WORDS =
      List.of("a", "b", "c", "added", "辣", "🌶", "quo\"te", "back\\slash", "‏يمين", "x y", "");

  private static final List<Window.Unit> UNITS = List.of(Window.Unit.values());

  private final Random random;
  private final boolean isHostile;

  /**
   * @param isHostile whether words hard to write may come
   */
  public RandomRules(Random random, boolean isHostile) {
    this.random = random;
    this.isHostile = isHostile;
  }

  /** A rule over the timeline, at most that deep. */
  public Rule rule(int depth) {
    if (depth > 1 && random.nextInt(3) > 0) {
      return switch (random.nextInt(4)) {
        case 0 -> new Rule.All(some(1, 3, () -> rule(depth - 1)));
        case 1 -> new Rule.Any(some(1, 3, () -> rule(depth - 1)));
        case 2 -> new Rule.Not(rule(depth - 1));
        default -> new Rule.Held(withoutHeld(depth - 1), 2 + random.nextInt(12));
      };
    }
    return leaf();
  }

  private Rule withoutHeld(int depth) {
    return depth > 1 && random.nextBoolean()
        ? new Rule.Not(new Rule.All(some(1, 2, () -> withoutHeld(depth - 1))))
        : leaf();
  }

  private Rule leaf() {
    return switch (random.nextInt(12)) {
      case 0 -> sequence();
      case 1 -> new Rule.Percentage(random.nextInt(5_000), 5_000 + random.nextInt(5_001));
      case 2 -> new Rule.Ids(some(1, 3, () -> "member:" + random.nextInt(9)));
      case 3 -> {
        Rows rows = rows();
        yield new Rule.Share(rows, test(rows.kind(), 2), "likes_spicy.k");
      }
      case 4, 5, 6 -> new Rule.Compare(new Measure.Count(rows()), Bound.of(1), null);
      default -> compare();
    };
  }

  private Rule compare() {
    return switch (random.nextInt(7)) {
      case 0 -> between(new Measure.DaysSince(end(), rows()), 120);
      case 1 -> between(new Measure.DaysBetween(date(), date()), 200);
      case 2 -> {
        long day = LocalDate.of(2024, 1, 1).toEpochDay() + random.nextInt(400);
        yield new Rule.Compare(
            date(), Bound.of(day), random.nextBoolean() ? null : Bound.of(day + 90));
      }
      case 3 -> between(aggregate(), 3_000);
      case 4 -> {
        Rows rows = rows();
        yield between(new Measure.Distinct(any(RowField.of(rows.kind())), rows), 4);
      }
      default -> between(new Measure.Count(rows()), 5);
    };
  }

  private Rule between(Measure measure, int most) {
    long from = random.nextInt(most);
    return switch (random.nextInt(4)) {
      case 0 -> new Rule.Compare(measure, Bound.of(from), null);
      case 1 -> new Rule.Compare(measure, null, Bound.of(from));
      case 2 -> new Rule.Compare(measure, new Bound.Parameter("regular.from"), null);
      default -> new Rule.Compare(measure, Bound.of(from), Bound.of(from + random.nextInt(most)));
    };
  }

  private Rule sequence() {
    return new Rule.Sequence(
        some(
            2,
            3,
            () -> {
              Kind kind = kind();
              return Rows.of(kind).where(test(kind, 1));
            }),
        period(),
        window());
  }

  /** A measure that a tag could give, at most that deep. */
  public Measure measure(int depth) {
    if (depth > 1 && random.nextInt(3) == 0) {
      return switch (random.nextInt(5)) {
        case 0 -> new Measure.Given(rule(depth - 1), measure(depth - 1));
        case 1 ->
            new Measure.Cases(
                some(1, 3, () -> new Measure.Case(rule(depth - 1), word())),
                random.nextBoolean() ? null : word());
        case 2 ->
            random.nextBoolean()
                ? new Measure.Flag(rule(depth - 1))
                : new Measure.Mark(rule(depth - 1));
        case 3 -> new Measure.Tiers(number(), tiers());
        default ->
            new Measure.Code(
                some(1, 3, () -> new Measure.Tiers(number(), tiers())), isHostile ? "\"-" : "");
      };
    }
    return switch (random.nextInt(5)) {
      case 0 -> top();
      case 1 -> {
        Rows rows = rows();
        Optional<RowField> field = anyText(rows.kind());
        yield field.isEmpty()
            ? new Measure.Count(rows)
            : new Measure.ValueOf(end(), field.get(), rows);
      }
      case 2 -> date();
      default -> number();
    };
  }

  private Measure number() {
    return switch (random.nextInt(6)) {
      case 0 -> new Measure.DaysSince(end(), rows());
      case 1 -> new Measure.DaysBetween(date(), date());
      case 2, 3 -> aggregate();
      case 4 -> {
        Rows rows = rows();
        yield new Measure.Distinct(any(RowField.of(rows.kind())), rows);
      }
      default -> new Measure.Count(rows());
    };
  }

  private Measure aggregate() {
    Kind kind = random.nextBoolean() ? Kind.ORDER : Kind.ORDER_LINE;
    List<RowField> numbers =
        RowField.of(kind).stream().filter(field -> !field.type().isText()).toList();
    return new Measure.Aggregate(any(List.of(Measure.Function.values())), any(numbers), rows(kind));
  }

  private Measure date() {
    return new Measure.DateOf(end(), rows());
  }

  private Measure top() {
    Rows rows = rows();
    Optional<RowField> text = anyText(rows.kind());
    Measure.Key key =
        text.isEmpty() || RowField.HOUR.isOf(rows.kind()) && random.nextInt(4) == 0
            ? RowField.HOUR.isOf(rows.kind())
                ? new Measure.Key(
                    RowField.HOUR,
                    List.of(
                        new Measure.Band(5, "am"),
                        new Measure.Band(12, "noon"),
                        new Measure.Band(20, "pm")))
                : new Measure.Key(RowField.STORE_ID, null)
            : new Measure.Key(text.get(), null);
    RowField weight =
        rows.kind() == Kind.ORDER_LINE && random.nextBoolean() ? RowField.LINE_AMOUNT : null;
    return new Measure.Top(
        1 + random.nextInt(3),
        key,
        weight,
        Bound.of(1 + random.nextInt(3)),
        random.nextBoolean() ? 0 : random.nextInt(5_000),
        rows);
  }

  private List<Measure.Tier> tiers() {
    List<Measure.Tier> tiers = new ArrayList<>();
    long from = random.nextInt(3);
    tiers.add(new Measure.Tier(random.nextBoolean() ? null : Bound.of(from), "t0"));
    for (int i = 1; i < 1 + random.nextInt(4); i++) {
      from += 1 + random.nextInt(i == 1 ? 5 : 500);
      tiers.add(new Measure.Tier(Bound.of(from), "t" + i));
    }
    return tiers;
  }

  Rows rows() {
    return rows(kind());
  }

  private Rows rows(Kind kind) {
    Rows rows = Rows.of(kind).in(window());
    if (random.nextBoolean()) {
      rows = rows.where(test(kind, 2));
    }
    if (random.nextInt(5) == 0) {
      rows =
          rows.latest(
              List.of(any(RowField.of(kind))),
              random.nextInt(3) == 0 ? RowTest.ANY_ROW : test(kind, 1),
              random.nextInt(3) == 0 ? period() : null);
    }
    return rows;
  }

  private Kind kind() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> Kind.ORDER;
      case 3, 4 -> Kind.ORDER_LINE;
      default -> any(List.of(Kind.values()));
    };
  }

  RowTest test(Kind kind, int depth) {
    if (depth > 1 && random.nextInt(3) == 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new RowTest.AllOf(some(1, 3, () -> test(kind, depth - 1)));
        case 1 -> new RowTest.AnyOf(some(1, 3, () -> test(kind, depth - 1)));
        default -> new RowTest.NoneOf(test(kind, depth - 1));
      };
    }
    if (kind == Kind.ORDER && random.nextInt(4) == 0) {
      return new RowTest.HasLine(test(Kind.ORDER_LINE, depth));
    }
    if (RowField.of(kind).isEmpty()) {
      return RowTest.ANY_ROW;
    }
    RowField field = any(RowField.of(kind));
    if (random.nextInt(5) == 0) {
      return new RowTest.FieldExists(field);
    }
    if (field.type().isText()) {
      return new RowTest.FieldIn(field, some(1, 3, this::word));
    }
    long from = random.nextInt(field.type() == RowField.Type.NUMBER ? 24 : 3_000);
    return new RowTest.FieldRange(
        field, from, random.nextBoolean() ? null : from + random.nextInt(1_500));
  }

  Window window() {
    return switch (random.nextInt(8)) {
      case 0 -> Window.ALL_TIME;
      case 1 -> new Window.Calendar(any(UNITS), random.nextInt(4));
      case 2 -> {
        LocalDate from = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(400));
        yield new Window.Between(from, from.plusDays(random.nextInt(120)));
      }
      case 3 -> new Window.Rolling(period(), period());
      default -> new Window.Rolling(period(), null);
    };
  }

  private Period period() {
    return random.nextInt(3) == 0
        ? new Period(1 + random.nextInt(6), Period.Unit.MONTHS)
        : new Period(1 + random.nextInt(150), Period.Unit.DAYS);
  }

  private Measure.End end() {
    return any(List.of(Measure.End.values()));
  }

  private Optional<RowField> anyText(Kind kind) {
    List<RowField> texts =
        RowField.of(kind).stream().filter(field -> field.type().isText()).toList();
    return texts.isEmpty() ? Optional.empty() : Optional.of(any(texts));
  }

  private String word() {
    return WORDS.get(random.nextInt(isHostile ? WORDS.size() : 4));
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private <T> List<T> some(int least, int most, Supplier<T> one) {
    List<T> list = new ArrayList<>();
    for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
      list.add(one.get());
    }
    return list;
  }
}
