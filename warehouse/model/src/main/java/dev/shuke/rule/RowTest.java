package dev.shuke.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on one row of the timeline; a condition on a field without a value is false. */
public sealed interface RowTest {

  /** What every row passes. */
  RowTest ANY_ROW = new AllOf(List.of());

  <T> T accept(Visitor<T> visitor);

  /** Every one of them holds; of none, always. */
  record AllOf(List<RowTest> tests) implements RowTest {
    public AllOf {
      tests = List.copyOf(tests);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.allOf(this);
    }
  }

  /** At least one of them holds; of none, never. */
  record AnyOf(List<RowTest> tests) implements RowTest {
    public AnyOf {
      tests = List.copyOf(tests);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.anyOf(this);
    }
  }

  /** It does not hold. */
  record NoneOf(RowTest test) implements RowTest {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.noneOf(this);
    }
  }

  /** A text, or one of several, is among these, letter by letter. */
  record FieldIn(RowField field, List<String> values) implements RowTest {
    public FieldIn {
      values = List.copyOf(values);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.in(this);
    }
  }

  /**
   * A number lies between the two, both included.
   *
   * @param from null for no lower end; see {@link RowField.Type#scale}
   * @param to null for no upper end
   */
  record FieldRange(RowField field, @Nullable Long from, @Nullable Long to) implements RowTest {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.range(this);
    }
  }

  /** The field has a value. */
  record FieldExists(RowField field) implements RowTest {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.exists(this);
    }
  }

  /** An order has at least one line that passes. */
  record HasLine(RowTest line) implements RowTest {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.hasLine(this);
    }
  }

  /** Takes a condition apart; one method for each form. */
  interface Visitor<T> {
    T allOf(AllOf test);

    T anyOf(AnyOf test);

    T noneOf(NoneOf test);

    T in(FieldIn test);

    T range(FieldRange test);

    T exists(FieldExists test);

    T hasLine(HasLine test);
  }
}
