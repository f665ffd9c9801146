package dev.shuke.rule;

import dev.shuke.rule.Window.Unit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Windows and periods as text, in both directions. */
final class WindowText {

  private static final String ALL = "all";
  private static final String THIS = "this ";
  private static final String LAST = "last ";
  private static final String TO = "..";

  private static final String PERIOD_FORM = "a period such as 90d or 3mo";
  private static final String FORMS =
      "a window such as 90d, 3mo, 30d..90d, this month, last week, last 3 months,"
          + " 2026-01-01..2026-01-31 or all";

  private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]{0,3})([a-zA-Z]{1,20})");
  private static final Pattern CALENDAR =
      Pattern.compile("(this|last)(?: ([1-9][0-9]{0,3}))? ([a-zA-Z]{1,20})");

  /** Months first, as 3m means them rather than days. */
  private static final List<String> PERIOD_UNITS = List.of("mo", "d");

  private final Place place;

  private WindowText(Place place) {
    this.place = place;
  }

  /** Reads a window. */
  static Window window(Place place) {
    return new WindowText(place).window(place.text(FORMS));
  }

  /** Reads a period. */
  static Period period(Place place) {
    return new WindowText(place).period(place.text(PERIOD_FORM), PERIOD_FORM);
  }

  private Window window(String text) {
    if (text.equals(ALL)) {
      return Window.ALL_TIME;
    }
    if (text.startsWith(THIS) || text.startsWith(LAST)) {
      return calendar(text);
    }
    int dots = text.indexOf(TO);
    if (dots < 0) {
      return new Window.Rolling(period(text, FORMS), null);
    }
    String first = text.substring(0, dots);
    String second = text.substring(dots + TO.length());
    return first.contains("-")
        ? between(first, second)
        : new Window.Rolling(period(second, FORMS), period(first, FORMS));
  }

  private Window between(String first, String second) {
    LocalDate from = Numbers.parseDate(first).orElseThrow(() -> wrong(FORMS));
    LocalDate to = Numbers.parseDate(second).orElseThrow(() -> wrong(FORMS));
    if (to.isBefore(from)) {
      throw place.refuse("empty_range", "the first date on or before the second");
    }
    return new Window.Between(from, to);
  }

  private Period period(String text, String expected) {
    Matcher matcher = PERIOD.matcher(text);
    if (!matcher.matches()) {
      throw wrong(expected);
    }
    if (!PERIOD_UNITS.contains(matcher.group(2))) {
      throw place.unknown("unit", matcher.group(2), PERIOD_UNITS);
    }
    return Period.parse(text);
  }

  private Window calendar(String text) {
    Matcher matcher = CALENDAR.matcher(text);
    if (!matcher.matches()) {
      throw wrong(FORMS);
    }
    String number = matcher.group(2);
    Unit unit = unit(matcher.group(3), number == null ? "" : "s");
    if (number == null) {
      return new Window.Calendar(unit, matcher.group(1).equals("this") ? 0 : 1);
    }
    int last = Integer.parseInt(number);
    // "this 3 months" says nothing, and "last 1 months" is said "last month"
    if (matcher.group(1).equals("this") || last == 1) {
      throw wrong(FORMS);
    }
    return new Window.Calendar(unit, last);
  }

  private Unit unit(String word, String ending) {
    List<String> known = Arrays.stream(Unit.values()).map(u -> word(u) + ending).toList();
    int index = known.indexOf(word);
    if (index < 0) {
      throw place.unknown("unit", word, known);
    }
    return Unit.values()[index];
  }

  private static String word(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private RuleException wrong(String expected) {
    return place.refuse("wrong_window", expected);
  }

  /** Writes what {@link #window} reads. */
  static String write(Window window) {
    return window.accept(new Writer());
  }

  private static final class Writer implements Window.Visitor<String> {
    @Override
    public String allTime(Window.AllTime window) {
      return ALL;
    }

    @Override
    public String rolling(Window.Rolling window) {
      return window.after() == null
          ? window.length().toString()
          : window.after() + TO + window.length();
    }

    @Override
    public String calendar(Window.Calendar window) {
      String unit = word(window.unit());
      return switch (window.last()) {
        case 0 -> THIS + unit;
        case 1 -> LAST + unit;
        default -> LAST + window.last() + " " + unit + "s";
      };
    }

    @Override
    public String between(Window.Between window) {
      return window.from() + TO + window.to();
    }
  }
}
