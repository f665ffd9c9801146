package dev.shuke.fold;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Period;
import dev.shuke.rule.RowField;
import dev.shuke.rule.RowTest;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Window;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a selection holds on a date and what is in their fields, asked one row after another;
 * written from {@code MEANINGS.md}, lines 1 to 13, and sharing no code with the fold.
 */
class NaiveRows {

  /** The order of texts by their UTF-8 bytes. */
  static final Comparator<String> BY_UTF8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final Map<Kind, List<Placed>> byKind = new EnumMap<>(Kind.class);
  private final List<ProductBook.Row> products;
  private final ZoneId zone;

  /**
   * A row and where it stands.
   *
   * @param place in the timeline
   * @param lines of the order; none when it is no order
   * @param words of its fields, as far as they were asked for; they are the same on every date
   */
  record Placed(
      int place, TimelineRow row, List<Placed> lines, Map<RowField, List<String>> words) {}

  NaiveRows(List<TimelineRow> rows, List<ProductBook.Row> products, ZoneId zone) {
    this.products = products;
    this.zone = zone;
    List<Placed> orders = new ArrayList<>();
    for (int place = 0; place < rows.size(); place++) {
      TimelineRow row = rows.get(place);
      Placed placed = new Placed(place, row, new ArrayList<>(), new EnumMap<>(RowField.class));
      byKind.computeIfAbsent(row.kind(), kind -> new ArrayList<>()).add(placed);
      if (row.kind() == Kind.ORDER) {
        orders.add(placed);
      }
      orders.stream().filter(o -> row.isLineOf(o.row)).forEach(o -> o.lines.add(placed));
    }
  }

  /** The rows that a selection holds, in the order of the timeline. */
  List<Placed> selected(Rows rows, LocalDate asOf) {
    List<Placed> selected = passing(rows, rows.window(), asOf);
    Rows.Latest latest = rows.latest();
    return latest == null ? selected : latest(selected, latest, asOf);
  }

  /** The rows inside the window that pass {@code where}, whatever else the selection says. */
  List<Placed> passing(Rows rows, Window window, LocalDate asOf) {
    List<Placed> passing = new ArrayList<>();
    for (Placed placed : byKind.getOrDefault(rows.kind(), List.of())) {
      if (isThere(placed.row, asOf)
          && isInside(window, placed.row.businessDate(), asOf)
          && passes(rows.where(), placed, asOf)) {
        passing.add(placed);
      }
    }
    return passing;
  }

  private List<Placed> latest(List<Placed> rows, Rows.Latest latest, LocalDate asOf) {
    Map<List<Object>, Placed> lastOfKey = new LinkedHashMap<>();
    for (Placed placed : rows) {
      List<Object> key = new ArrayList<>();
      latest.per().forEach(field -> key.addAll(keyPart(field, placed, asOf)));
      if (key.size() == latest.per().size()) {
        lastOfKey.put(key, placed);
      }
    }
    return lastOfKey.values().stream()
        .filter(placed -> passes(latest.having(), placed, asOf))
        .filter(placed -> isSilent(latest, placed.row.businessDate(), asOf))
        .sorted(Comparator.comparing(Placed::place))
        .toList();
  }

  private boolean isSilent(Rows.Latest latest, LocalDate last, LocalDate asOf) {
    return latest.silent() == null
        || !isInside(new Window.Rolling(latest.silent(), null), last, asOf);
  }

  /** One part of a key, or none; several words are one part together. */
  private List<Object> keyPart(RowField field, Placed placed, LocalDate asOf) {
    if (field.type().isText()) {
      List<String> words = words(field, placed);
      return words.isEmpty() ? List.of() : List.of(Set.copyOf(words));
    }
    Long number = number(field, placed.row, asOf);
    return number == null ? List.of() : List.of(number);
  }

  /** Lines 7 and 8. */
  private static boolean isThere(TimelineRow row, LocalDate asOf) {
    if (row.businessDate().isAfter(asOf)) {
      return false;
    }
    return switch (row.kind()) {
      case ORDER, ORDER_LINE ->
          !hasCome(row.cancelledDate(), asOf) && !hasCome(row.fullyRefundedDate(), asOf);
      case CONTACT, GROUP, CHAT, TOUCH, CONSENT, REFERRAL, VISIT, MEMBER, TAG -> true;
    };
  }

  private static boolean hasCome(@Nullable LocalDate date, LocalDate asOf) {
    return date != null && !date.isAfter(asOf);
  }

  /** Lines 1 to 5; a planted bug overrides it. */
  boolean isInside(Window window, LocalDate occurred, LocalDate asOf) {
    return !occurred.isAfter(asOf) && window.accept(new Inside(occurred, asOf));
  }

  private record Inside(LocalDate occurred, LocalDate asOf) implements Window.Visitor<Boolean> {

    @Override
    public Boolean allTime(Window.AllTime window) {
      return true;
    }

    @Override
    public Boolean rolling(Window.Rolling window) {
      Period after = window.after();
      return (after == null || !asOf.isBefore(plus(after))) && asOf.isBefore(plus(window.length()));
    }

    private LocalDate plus(Period period) {
      return switch (period.unit()) {
        case DAYS -> occurred.plusDays(period.amount());
        case MONTHS -> occurred.plusMonths(period.amount());
      };
    }

    /** By the numbers of the periods of both dates, counted from any one on. */
    @Override
    public Boolean calendar(Window.Calendar window) {
      long periodsAgo = periodOf(window.unit(), asOf) - periodOf(window.unit(), occurred);
      return window.last() == 0 ? periodsAgo == 0 : periodsAgo >= 1 && periodsAgo <= window.last();
    }

    private static long periodOf(Window.Unit unit, LocalDate date) {
      return switch (unit) {
        // 1970-01-01 was a Thursday.
        case WEEK -> Math.floorDiv(date.toEpochDay() + 3, 7L);
        case MONTH -> date.getYear() * 12L + date.getMonthValue();
        case QUARTER -> date.getYear() * 4L + (date.getMonthValue() - 1) / 3;
        case YEAR -> date.getYear();
      };
    }

    @Override
    public Boolean between(Window.Between window) {
      return !occurred.isBefore(window.from()) && !occurred.isAfter(window.to());
    }
  }

  boolean passes(RowTest test, Placed placed, LocalDate asOf) {
    return test.accept(new Passes(placed, asOf));
  }

  /** Line 9. */
  private final class Passes implements RowTest.Visitor<Boolean> {
    private final Placed placed;
    private final LocalDate asOf;

    Passes(Placed placed, LocalDate asOf) {
      this.placed = placed;
      this.asOf = asOf;
    }

    @Override
    public Boolean allOf(RowTest.AllOf test) {
      return test.tests().stream().allMatch(one -> one.accept(this));
    }

    @Override
    public Boolean anyOf(RowTest.AnyOf test) {
      return test.tests().stream().anyMatch(one -> one.accept(this));
    }

    @Override
    public Boolean noneOf(RowTest.NoneOf test) {
      return !test.test().accept(this);
    }

    @Override
    public Boolean in(RowTest.FieldIn test) {
      return words(test.field(), placed).stream().anyMatch(test.values()::contains);
    }

    @Override
    public Boolean range(RowTest.FieldRange test) {
      Long number = number(test.field(), placed.row, asOf);
      Long from = test.from();
      Long to = test.to();
      return number != null && (from == null || number >= from) && (to == null || number <= to);
    }

    @Override
    public Boolean exists(RowTest.FieldExists test) {
      return test.field().type().isText()
          ? !words(test.field(), placed).isEmpty()
          : number(test.field(), placed.row, asOf) != null;
    }

    @Override
    public Boolean hasLine(RowTest.HasLine test) {
      return placed.lines.stream().anyMatch(line -> passes(test.line(), line, asOf));
    }
  }

  /** The words of a text field, each once; none when it has no value. */
  List<String> words(RowField field, Placed placed) {
    return placed.words.computeIfAbsent(field, asked -> words(asked, placed.row));
  }

  private List<String> words(RowField field, TimelineRow row) {
    return switch (field) {
      case ORDER_SOURCE -> word(row.orderSource());
      case ORDER_NO -> word(row.orderNo());
      case STORE_ID -> word(row.storeId());
      case STAFF_USERID -> word(row.staffUserid());
      case COUPON_ID -> row.couponIds().stream().distinct().toList();
      case SKU -> word(row.sku());
      case CATEGORY -> category(row);
      case DEPARTMENT -> product(row).flatMap(p -> word(p.department()).stream()).toList();
      case PRODUCT_NAME -> product(row).flatMap(p -> word(p.name()).stream()).toList();
      case TASTE -> tastes(row);
      case EXTERNAL_USERID -> word(row.externalUserid());
      case CHANGE -> word(row.change());
      case CHAT_ID -> word(row.chatId());
      case DIRECTION -> word(row.direction());
      case KEYWORD_ID -> row.keywordIds().stream().distinct().toList();
      case TOUCH_ID -> word(row.touchId());
      case CAMPAIGN_ID -> word(row.campaignId());
      case CHANNEL -> word(row.channel());
      case STAGE -> word(row.stage());
      case PURPOSE -> word(row.purpose());
      case STATE -> word(row.state());
      case REFERRAL_ID -> word(row.referralId());
      case ROLE -> word(row.role());
      case VISIT_SOURCE -> word(row.visitSource());
      case TAG_ID -> word(row.tagId());
      case TAG_VALUE -> word(row.tagValue());
      case HOUR, WEEKDAY, AMOUNT_PAID, AMOUNT_NET, QTY, LINE_AMOUNT, ADD_WAY ->
          throw new IllegalArgumentException(field + " is a number, expected words");
    };
  }

  private static List<String> word(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  /** The product's newest record valid on the row's business date; none while there is none. */
  private Stream<ProductBook.Row> product(TimelineRow row) {
    return products.stream()
        .filter(p -> p.sku().equals(row.sku()) && !p.validFrom().isAfter(row.businessDate()))
        .max(Comparator.comparing(ProductBook.Row::validFrom))
        .stream();
  }

  private List<String> category(TimelineRow row) {
    List<ProductBook.Row> product = product(row).toList();
    return word(product.isEmpty() ? row.category() : product.get(0).category());
  }

  private List<String> tastes(TimelineRow row) {
    List<ProductBook.Row> product = product(row).toList();
    Stream<String> told =
        product.isEmpty()
            ? Stream.of(row.attrs().getOrDefault("taste", "").split(",")).map(String::strip)
            : product.get(0).tastes().stream();
    return told.filter(taste -> !taste.isEmpty()).distinct().toList();
  }

  /** The number in a field, scaled as rules are; null when it has no value. */
  @Nullable Long number(RowField field, TimelineRow row, LocalDate asOf) {
    return switch (field) {
      case HOUR -> (long) row.occurredAt().atZone(zone).getHour();
      case WEEKDAY -> (long) row.businessDate().getDayOfWeek().getValue();
      case AMOUNT_PAID -> row.amountPaidFen();
      case AMOUNT_NET -> amountNet(row, asOf);
      case QTY -> row.qty() == null ? null : row.qty().movePointRight(3).longValueExact();
      case LINE_AMOUNT -> row.lineAmountFen();
      case ADD_WAY -> row.addWay() == null ? null : (long) row.addWay();
      default -> throw new IllegalArgumentException(field + " is a text, expected a number");
    };
  }

  /** Line 11. */
  private static long amountNet(TimelineRow row, LocalDate asOf) {
    long net = row.amountPaidFen();
    for (TimelineRow.Refund refund : row.refunds()) {
      if (hasCome(refund.businessDate(), asOf)) {
        net = Math.subtractExact(net, refund.amountFen());
      }
    }
    return net;
  }
}
