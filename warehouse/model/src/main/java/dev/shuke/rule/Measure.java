package dev.shuke.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value told from one customer's timeline: what a tag gives, and what a condition compares.
 *
 * <p>The page of meanings ({@code warehouse/model/MEANINGS.md}) says what each form gives for
 * nothing, for nulls, ties and refunds.
 */
public sealed interface Measure {

  <T> T accept(Visitor<T> visitor);

  /** How many rows; 0 for none. */
  record Count(Rows rows) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.count(this);
    }
  }

  /** Sum, least, greatest or average of a field; rows without a value take no part. */
  record Aggregate(Function function, RowField field, Rows rows) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.aggregate(this);
    }
  }

  /** What becomes of the numbers. */
  enum Function {
    /** 0 for none. */
    SUM,
    /** Nothing for none. */
    MIN,
    /** Nothing for none. */
    MAX,
    /** Rounded half up in the field's unit; nothing for none. */
    AVG
  }

  /** How many different values a field has; 0 for none. */
  record Distinct(RowField field, Rows rows) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.distinct(this);
    }
  }

  /** The business date of the first or last row; nothing for none. */
  record DateOf(End end, Rows rows) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.dateOf(this);
    }
  }

  /** Days from the first or last row to the as-of date, 0 on the day itself; nothing for none. */
  record DaysSince(End end, Rows rows) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.daysSince(this);
    }
  }

  /** A text field of the first or last row that has one; nothing for none. */
  record ValueOf(End end, RowField field, Rows rows) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.valueOf(this);
    }
  }

  /** Which end of the timeline. */
  enum End {
    FIRST,
    LAST
  }

  /** Days from one date to another, negative when it lies before; nothing when one is missing. */
  record DaysBetween(Measure from, Measure to) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.daysBetween(this);
    }
  }

  /**
   * The values seen most, first to last: by weight, then the later date, then the value in UTF-8
   * order. Each carries its share of the weight of all rows that have a value, in 1/100 of a per
   * cent, rounded down.
   *
   * @param most how many at most, 1 to 100
   * @param by the field, whose every value counts; or a number cut into bands
   * @param weight null to count rows, else the field that is summed; a value whose sum is not above
   *     0 is left out
   * @param minRows rows with a value that there must be, else nothing
   * @param minShare the least share, in 1/100 of a per cent
   */
  record Top(int most, Key by, @Nullable RowField weight, Bound minRows, int minShare, Rows rows)
      implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.top(this);
    }
  }

  /**
   * What a row is counted under.
   *
   * @param bands null for a text field; for a number its bands, in order. A number under the first
   *     band belongs to the last one: hours go round
   */
  record Key(RowField field, @Nullable List<Band> bands) {
    public Key {
      bands = bands == null ? null : List.copyOf(bands);
    }
  }

  /** A band of numbers, up to the next one. */
  record Band(long from, String value) {}

  /** A number cut into tiers; nothing when it is nothing or below the first tier. */
  record Tiers(Measure measure, List<Tier> tiers) implements Measure {
    public Tiers {
      tiers = List.copyOf(tiers);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.tiers(this);
    }
  }

  /**
   * One tier, up to the next one.
   *
   * @param from null in the first tier for everything below the second
   */
  record Tier(@Nullable Bound from, String value) {}

  /** The value of the first rule that holds; {@code otherwise}, or nothing, when none does. */
  record Cases(List<Case> cases, @Nullable String otherwise) implements Measure {
    public Cases {
      cases = List.copyOf(cases);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.cases(this);
    }
  }

  /** A rule and the value it gives. */
  record Case(Rule when, String value) {}

  /** True or false; never nothing. */
  record Flag(Rule rule) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.flag(this);
    }
  }

  /** True while a rule holds, else nothing: for what most customers are not. */
  record Mark(Rule rule) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.mark(this);
    }
  }

  /** Texts one after another, such as an RFM cell; nothing when one is nothing. */
  record Code(List<Measure> parts, String separator) implements Measure {
    public Code {
      parts = List.copyOf(parts);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.code(this);
    }
  }

  /** A value only while a rule holds, else nothing. */
  record Given(Rule when, Measure value) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.given(this);
    }
  }

  /** The value of another tag on the same as-of date. */
  record OfTag(String tag) implements Measure {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.ofTag(this);
    }
  }

  /** Takes a measure apart; one method for each form. */
  interface Visitor<T> {
    T count(Count measure);

    T aggregate(Aggregate measure);

    T distinct(Distinct measure);

    T dateOf(DateOf measure);

    T daysSince(DaysSince measure);

    T valueOf(ValueOf measure);

    T daysBetween(DaysBetween measure);

    T top(Top measure);

    T tiers(Tiers measure);

    T cases(Cases measure);

    T flag(Flag measure);

    T mark(Mark measure);

    T code(Code measure);

    T given(Given measure);

    T ofTag(OfTag measure);
  }
}
