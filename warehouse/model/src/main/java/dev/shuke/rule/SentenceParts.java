package dev.shuke.rule;

import dev.shuke.rule.Measure.Aggregate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The small parts of a sentence: names, numbers, ranges, windows. */
record SentenceParts(Language language, Names names) implements Window.Visitor<String> {

  private static final int FEN_DECIMALS = 2;
  private static final List<String> CHINESE =
      List.of("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十");

  /** What a number counts. */
  enum Unit {
    PLAIN,
    TIMES,
    DAYS,
    MONEY,
    QUANTITY,
    DATE;

    static Unit of(RowField field) {
      return switch (field.type()) {
        case MONEY -> MONEY;
        case QUANTITY -> QUANTITY;
        case TEXT, TEXTS, NUMBER -> PLAIN;
      };
    }
  }

  /** What the bounds of a measure count. */
  Unit unitOf(Measure measure) {
    if (measure instanceof Aggregate aggregate) {
      return Unit.of(aggregate.field());
    }
    if (measure instanceof Measure.Given given) {
      return unitOf(given.value());
    }
    if (measure instanceof Measure.OfTag tag) {
      return unitOf(tag.tag());
    }
    if (measure instanceof Measure.DaysSince || measure instanceof Measure.DaysBetween) {
      return Unit.DAYS;
    }
    return measure instanceof Measure.DateOf ? Unit.DATE : Unit.PLAIN;
  }

  /** What the bounds of a tag count. */
  Unit unitOf(String tag) {
    return names.isDate(tag) ? Unit.DATE : Unit.PLAIN;
  }

  String say(Phrase phrase, Object... parts) {
    return phrase.in(language, parts);
  }

  // ---- names

  /** A name in quotes; what could end them is escaped, so that no name can pass for a sentence. */
  String quoted(String name) {
    return switch (language) {
      case ZH -> TextWords.quoted(name, '「', '」');
      case EN -> TextWords.quoted(name);
    };
  }

  String oneOf(List<String> values) {
    return list(values.stream().map(this::quoted).toList(), Phrase.OR_VALUE);
  }

  String list(List<String> parts, Phrase between) {
    return String.join(say(between), parts);
  }

  String fields(List<RowField> fields) {
    return fields.stream().map(this::field).collect(Collectors.joining(say(Phrase.COMMA)));
  }

  String field(RowField field) {
    return switch (language) {
      case ZH -> field.zh();
      case EN -> field.en();
    };
  }

  // ---- numbers

  /** At least 3 times, 2 to 5 days, on or after 2026-01-01. */
  String range(@Nullable Bound from, @Nullable Bound to, Unit unit) {
    boolean isDate = unit == Unit.DATE;
    if (from == null && to == null) {
      throw new IllegalArgumentException("A range has no end, expected from or to");
    }
    if (to == null) {
      return say(isDate ? Phrase.NOT_BEFORE : Phrase.AT_LEAST, number(from, unit));
    }
    if (from == null) {
      return say(isDate ? Phrase.NOT_AFTER : Phrase.AT_MOST, number(to, unit));
    }
    return from.equals(to)
        ? say(isDate ? Phrase.ON : Phrase.EXACTLY, number(to, unit))
        : say(Phrase.BETWEEN, bare(from, unit) + gapBehind(from), number(to, unit));
  }

  /** A subject and the range it lies in. */
  String compared(String subject, @Nullable Bound from, @Nullable Bound to, Unit unit) {
    boolean isBetween = from != null && to != null && !from.equals(to);
    return say(
        isBetween ? Phrase.COMPARED_BETWEEN : Phrase.COMPARED, subject, range(from, to, unit));
  }

  /** With its unit. */
  String number(@Nullable Bound bound, Unit unit) {
    String bare = bare(bound, unit);
    String spaced = bare + gapBehind(bound);
    boolean isOne = Bound.of(1).equals(bound);
    return switch (unit) {
      case TIMES -> isOne ? say(Phrase.ONCE) : say(Phrase.IN_TIMES, spaced);
      case DAYS -> isOne ? say(Phrase.ONE_DAY) : say(Phrase.IN_DAYS, spaced);
      case MONEY -> say(Phrase.IN_MONEY, spaced);
      case PLAIN, QUANTITY, DATE -> bare;
    };
  }

  /** As {@link #number}, before another word. */
  String numberBefore(Bound bound, Unit unit) {
    boolean hasUnit = unit == Unit.TIMES || unit == Unit.DAYS || unit == Unit.MONEY;
    return number(bound, unit) + (hasUnit ? "" : gapBehind(bound));
  }

  /** Digits want a space before a Chinese character; English templates bring theirs. */
  private String gapBehind(@Nullable Bound bound) {
    return language == Language.ZH && bound instanceof Bound.Constant ? " " : "";
  }

  private String bare(@Nullable Bound bound, Unit unit) {
    if (bound instanceof Bound.Parameter parameter) {
      return say(Phrase.PARAMETER, quoted(parameter.name()));
    }
    return bound instanceof Bound.Constant constant ? bare(constant.value(), unit) : "";
  }

  private String bare(long value, Unit unit) {
    String digits =
        switch (unit) {
          case PLAIN, TIMES, DAYS -> Long.toString(value);
          case MONEY -> money(value);
          case QUANTITY -> Scale.QUANTITY.text(value);
          case DATE -> LocalDate.ofEpochDay(value).toString();
        };
    return spaced(digits);
  }

  /** 100 and 12.5 yuan; 100.00 and 12.50 in English. */
  private String money(long fen) {
    return switch (language) {
      case ZH -> Scale.PER_CENT.text(fen);
      case EN -> BigDecimal.valueOf(fen, FEN_DECIMALS).toPlainString();
    };
  }

  /** Digits want a space behind a Chinese character. */
  private String spaced(String digits) {
    return switch (language) {
      case ZH -> " " + digits;
      case EN -> digits;
    };
  }

  // ---- windows

  String period(Period period) {
    if (period.unit() == Period.Unit.DAYS) {
      return number(Bound.of(period.amount()), Unit.DAYS);
    }
    return period.amount() == 1
        ? say(Phrase.ONE_MONTH)
        : say(Phrase.MONTHS, smallNumber(period.amount()));
  }

  private String smallNumber(int number) {
    return switch (language) {
      case ZH -> number < CHINESE.size() ? CHINESE.get(number) : " " + number + " ";
      case EN -> Integer.toString(number);
    };
  }

  /** Empty for all time. */
  String window(Window window) {
    return window.accept(this);
  }

  /** As {@link #window}, behind a word: English wants a space there. */
  String windowBehind(Window window) {
    String text = window(window);
    return language == Language.ZH || text.isEmpty() ? text : " " + text;
  }

  @Override
  public String allTime(Window.AllTime window) {
    return "";
  }

  @Override
  public String rolling(Window.Rolling window) {
    return window.after() == null
        ? say(Phrase.LAST_PERIOD, period(window.length()))
        : say(Phrase.LAST_PERIOD_BUT, period(window.length()), period(window.after()));
  }

  @Override
  public String calendar(Window.Calendar window) {
    return switch (window.last()) {
      case 0 ->
          say(
              switch (window.unit()) {
                case WEEK -> Phrase.THIS_WEEK;
                case MONTH -> Phrase.THIS_MONTH;
                case QUARTER -> Phrase.THIS_QUARTER;
                case YEAR -> Phrase.THIS_YEAR;
              });
      case 1 ->
          say(
              switch (window.unit()) {
                case WEEK -> Phrase.LAST_WEEK;
                case MONTH -> Phrase.LAST_MONTH;
                case QUARTER -> Phrase.LAST_QUARTER;
                case YEAR -> Phrase.LAST_YEAR;
              });
      default -> severalBefore(window);
    };
  }

  private String severalBefore(Window.Calendar window) {
    Phrase phrase =
        switch (window.unit()) {
          case WEEK -> Phrase.WEEKS_BEFORE;
          case MONTH -> Phrase.MONTHS_BEFORE;
          case QUARTER -> Phrase.QUARTERS_BEFORE;
          case YEAR -> Phrase.YEARS_BEFORE;
        };
    return say(phrase, smallNumber(window.last()));
  }

  @Override
  public String between(Window.Between window) {
    return say(Phrase.DATES, window.from(), window.to());
  }
}
