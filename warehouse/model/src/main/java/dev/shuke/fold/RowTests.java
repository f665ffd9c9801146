package dev.shuke.fold;

import dev.shuke.rule.RowField;
import dev.shuke.rule.RowTest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Conditions on rows, ready to be asked. */
final class RowTests implements RowTest.Visitor<Predicate<Row>> {

  private static final RowTests COMPILER = new RowTests();

  private RowTests() {}

  static Predicate<Row> of(RowTest test) {
    return test.accept(COMPILER);
  }

  /** Whether the answer for one row can be another on a later as-of date. */
  static boolean isDated(RowTest test) {
    return test.accept(new AsksNet());
  }

  @Override
  public Predicate<Row> allOf(RowTest.AllOf test) {
    List<Predicate<Row>> parts = test.tests().stream().map(RowTests::of).toList();
    return parts.size() == 1
        ? parts.get(0)
        : row -> {
          for (Predicate<Row> part : parts) {
            if (!part.test(row)) {
              return false;
            }
          }
          return true;
        };
  }

  @Override
  public Predicate<Row> anyOf(RowTest.AnyOf test) {
    List<Predicate<Row>> parts = test.tests().stream().map(RowTests::of).toList();
    return row -> {
      for (Predicate<Row> part : parts) {
        if (part.test(row)) {
          return true;
        }
      }
      return false;
    };
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
    if (test.field().type().isText()) {
      Fields.Words words = Fields.words(test.field());
      return row -> !words.of(row).isEmpty();
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

  /** Refunds of later days change what is left of an order. */
  private static final class AsksNet implements RowTest.Visitor<Boolean> {
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
      return false;
    }

    @Override
    public Boolean range(RowTest.FieldRange test) {
      return test.field() == RowField.AMOUNT_NET;
    }

    @Override
    public Boolean exists(RowTest.FieldExists test) {
      return false;
    }

    @Override
    public Boolean hasLine(RowTest.HasLine test) {
      return false;
    }
  }
}
