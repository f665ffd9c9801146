package dev.shuke.rule;

import dev.shuke.rule.Phrase.OfKind;
import dev.shuke.rule.SentenceParts.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which rows of the timeline are meant. */
record SentenceRows(SentenceParts parts) implements RowTest.Visitor<String> {

  /** At least one row. */
  String did(Rows rows) {
    OfKind kind = OfKind.of(rows.kind());
    return rows.window().equals(Window.ALL_TIME)
        ? say(Phrase.DID_EVER, store(rows), kind.didEver(language()), behind(rows))
        : say(Phrase.DID, window(rows), store(rows), kind.did(language()), behind(rows));
  }

  /** Not one. */
  String didNot(Rows rows) {
    OfKind kind = OfKind.of(rows.kind());
    return rows.window().equals(Window.ALL_TIME)
        ? say(Phrase.NEVER_DID, store(rows), kind.neverDid(language()), behind(rows))
        : say(Phrase.DID_NOT, window(rows), store(rows), kind.didNot(language()), behind(rows));
  }

  /** So often. */
  String times(Rows rows, @Nullable Bound from, @Nullable Bound to) {
    boolean isEver = rows.window().equals(Window.ALL_TIME);
    return say(
        Phrase.TIMES,
        isEver ? say(Phrase.EVER) : window(rows),
        store(rows),
        OfKind.of(rows.kind()).done(language()),
        behind(rows),
        parts.range(from, to, Unit.TIMES));
  }

  /** A step of a sequence; kind and condition only. */
  String step(Rows step) {
    Rows rows = Rows.of(step.kind()).where(step.where());
    return say(Phrase.STEP, store(rows), OfKind.of(rows.kind()).done(language()), behind(rows));
  }

  /** The orders of the last 90 days. */
  String rows(Rows rows) {
    String store = store(rows);
    return say(
        Phrase.ROWS,
        rows.window().equals(Window.ALL_TIME) ? say(Phrase.ALL_ROWS) : "",
        window(rows),
        store.isEmpty() ? "" : say(Phrase.OF_STORE, store),
        OfKind.of(rows.kind()).rows(language()),
        behind(rows));
  }

  /** The first order of the last 90 days. */
  String row(Measure.End end, Rows rows) {
    return say(
        end == Measure.End.FIRST ? Phrase.FIRST_ROW : Phrase.LAST_ROW,
        window(rows),
        store(rows),
        OfKind.of(rows.kind()).row(language()),
        behind(rows));
  }

  private String window(Rows rows) {
    return parts.windowBehind(rows.window());
  }

  /** The condition that marketers set most, told before the others; empty when it is another. */
  private String store(Rows rows) {
    return rows.where() instanceof RowTest.FieldIn in && in.field() == RowField.STORE_ID
        ? say(Phrase.AT_STORE, parts.oneOf(in.values()))
        : "";
  }

  /** What else is asked of the rows, in parentheses. */
  private String behind(Rows rows) {
    List<String> conditions = new ArrayList<>();
    if (!rows.where().equals(RowTest.ANY_ROW) && store(rows).isEmpty()) {
      conditions.add(test(rows.where()));
    }
    if (rows.latest() != null) {
      conditions.add(latest(rows.latest()));
    }
    return conditions.isEmpty()
        ? ""
        : say(Phrase.BEHIND_IN_PARENTHESES, parts.list(conditions, Phrase.SEMICOLON));
  }

  private String latest(Rows.Latest latest) {
    String per = parts.fields(latest.per());
    String last =
        latest.having().equals(RowTest.ANY_ROW)
            ? say(Phrase.LATEST_PER, per)
            : say(Phrase.LATEST_PER_HAVING, per, test(latest.having()));
    return latest.silent() == null
        ? last
        : say(Phrase.SILENT_FOR, last, parts.period(latest.silent()));
  }

  // ---- conditions on one row

  String test(RowTest test) {
    return test.accept(this);
  }

  private String part(RowTest test) {
    boolean isSeveral =
        test instanceof RowTest.AllOf all && all.tests().size() > 1
            || test instanceof RowTest.AnyOf any && any.tests().size() > 1;
    return isSeveral ? say(Phrase.IN_PARENTHESES, test(test)) : test(test);
  }

  @Override
  public String allOf(RowTest.AllOf test) {
    return several(test.tests(), Phrase.AND, Phrase.ALL_OF);
  }

  @Override
  public String anyOf(RowTest.AnyOf test) {
    return several(test.tests(), Phrase.OR, Phrase.ANY_OF);
  }

  private String several(List<RowTest> tests, Phrase between, Phrase ofFew) {
    String list = parts.list(tests.stream().map(this::part).toList(), between);
    return tests.size() > 1 ? list : say(ofFew, list);
  }

  @Override
  public String noneOf(RowTest.NoneOf test) {
    if (test.test() instanceof RowTest.FieldIn in) {
      return in(in, Phrase.FIELD_IS_NOT, Phrase.FIELD_HAS_NOT);
    }
    return say(Phrase.NOT, test(test.test()));
  }

  @Override
  public String in(RowTest.FieldIn test) {
    return in(test, Phrase.FIELD_IS, Phrase.FIELD_HAS);
  }

  private String in(RowTest.FieldIn test, Phrase ofOne, Phrase ofSeveral) {
    boolean hasSeveral = test.field().type() == RowField.Type.TEXTS;
    return say(
        hasSeveral ? ofSeveral : ofOne, parts.field(test.field()), parts.oneOf(test.values()));
  }

  @Override
  public String range(RowTest.FieldRange test) {
    Long from = test.from();
    Long to = test.to();
    return parts.compared(
        parts.field(test.field()),
        from == null ? null : Bound.of(from),
        to == null ? null : Bound.of(to),
        Unit.of(test.field()));
  }

  @Override
  public String exists(RowTest.FieldExists test) {
    return say(Phrase.FIELD_EXISTS, parts.field(test.field()));
  }

  @Override
  public String hasLine(RowTest.HasLine test) {
    return say(Phrase.HAS_LINE, test(test.line()));
  }

  private String say(Phrase phrase, Object... words) {
    return parts.say(phrase, words);
  }

  private Language language() {
    return parts.language();
  }
}
