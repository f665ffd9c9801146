package dev.shuke.fold;

import dev.shuke.rule.RowField;
import dev.shuke.rule.RowTest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Conditions on rows, ready to be asked. */
final class RowTests implements RowTest.Visitor<Predicate<Row>> {

  /** Of a test that every row passes. */
  static final Predicate<Row> ANY_ROW = row -> true;

  private static final RowTests COMPILER = new RowTests();

  private RowTests() {}

  static Predicate<Row> of(RowTest test) {
    return test.equals(RowTest.ANY_ROW) ? ANY_ROW : test.accept(COMPILER);
  }

  /**
   * Whether the answer for one row can be another on a later as-of date: refunds of later days
   * change what is left of an order.
   */
  static boolean isDated(RowTest test) {
    return test.accept(
        new Contains(
            part ->
                part instanceof RowTest.FieldRange range && range.field() == RowField.AMOUNT_NET));
  }

  /** Whether an order must be asked with its lines. */
  static boolean asksLines(RowTest test) {
    return test.accept(new Contains(RowTest.HasLine.class::isInstance));
  }

  @Override
  public Predicate<Row> allOf(RowTest.AllOf test) {
    List<Predicate<Row>> parts = test.tests().stream().map(RowTests::of).toList();
    return parts.stream().reduce(Predicate::and).orElse(ANY_ROW);
  }

  @Override
  public Predicate<Row> anyOf(RowTest.AnyOf test) {
    List<Predicate<Row>> parts = test.tests().stream().map(RowTests::of).toList();
    return parts.stream().reduce(Predicate::or).orElse(row -> false);
  }

  @Override
  public Predicate<Row> noneOf(RowTest.NoneOf test) {
    return of(test.test()).negate();
  }

  @Override
  public Predicate<Row> in(RowTest.FieldIn test) {
    Set<String> values = Set.copyOf(test.values());
    if (test.field().type() == RowField.Type.TEXTS) {
      Fields.Words words = Fields.words(test.field());
      return row -> {
        for (String word : words.of(row)) {
          if (values.contains(word)) {
            return true;
          }
        }
        return false;
      };
    }
    Fields.Text text = Fields.text(test.field());
    return row -> {
      String value = text.of(row);
      return value != null && values.contains(value);
    };
  }

  @Override
  public Predicate<Row> range(RowTest.FieldRange test) {
    Fields.Number number = Fields.number(test.field());
    Long least = test.from();
    Long most = test.to();
    long from = least == null ? Long.MIN_VALUE : least;
    long to = most == null ? Long.MAX_VALUE : most;
    return row -> {
      long value = number.of(row);
      return value != Fields.NO_NUMBER && value >= from && value <= to;
    };
  }

  @Override
  public Predicate<Row> exists(RowTest.FieldExists test) {
    if (test.field().type() == RowField.Type.TEXTS) {
      Fields.Words words = Fields.words(test.field());
      return row -> !words.of(row).isEmpty();
    }
    if (test.field().type().isText()) {
      Fields.Text text = Fields.text(test.field());
      return row -> text.of(row) != null;
    }
    Fields.Number number = Fields.number(test.field());
    return row -> number.of(row) != Fields.NO_NUMBER;
  }

  @Override
  public Predicate<Row> hasLine(RowTest.HasLine test) {
    Predicate<Row> line = of(test.line());
    return row -> {
      for (Row each : row.lines()) {
        if (line.test(each)) {
          return true;
        }
      }
      return false;
    };
  }

  /**
   * Whether a test or one of its parts is such a one; the lines of an order are not looked into.
   */
  private record Contains(Predicate<RowTest> wanted) implements RowTest.Visitor<Boolean> {
    @Override
    public Boolean allOf(RowTest.AllOf test) {
      return test.tests().stream().anyMatch(part -> part.accept(this));
    }

    @Override
    public Boolean anyOf(RowTest.AnyOf test) {
      return test.tests().stream().anyMatch(part -> part.accept(this));
    }

    @Override
    public Boolean noneOf(RowTest.NoneOf test) {
      return test.test().accept(this);
    }

    @Override
    public Boolean in(RowTest.FieldIn test) {
      return wanted.test(test);
    }

    @Override
    public Boolean range(RowTest.FieldRange test) {
      return wanted.test(test);
    }

    @Override
    public Boolean exists(RowTest.FieldExists test) {
      return wanted.test(test);
    }

    @Override
    public Boolean hasLine(RowTest.HasLine test) {
      return wanted.test(test);
    }
  }
}
