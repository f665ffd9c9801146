package dev.shuke.benchmark;

import dev.shuke.brand.BusinessCalendar;
import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.customer.TimelineRow.Refund;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Guests of a chain of restaurants, from a seed: mostly orders of two to four dishes, one in twenty
 * cancelled, one in twelve refunded in part or whole; between them contacts, chats, groups,
 * touches, visits and consents. Two years, of which the last four days lie after the as-of date.
 */
final class Guests {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

  private static final BusinessCalendar CALENDAR = new BusinessCalendar(ZONE, LocalTime.of(4, 0));
  private static final LocalDate LAST_DAY = AS_OF.plusDays(4);
  private static final int DAYS = 730;
  private static final int MOST_LINES = 4;

  private static final int STORES = 30;
  private static final int DISHES = 90;

  /** Dishes without a record, of which only the till tells. */
  private static final int NEW_DISHES = 10;

  private static final List<String> SOURCES = List.of("pos", "mini_program", "delivery");
  private static final List<String> CATEGORIES =
      List.of("hotpot", "noodles", "cold", "grill", "soup", "rice", "drinks", "dessert");
  private static final List<String> TASTES = List.of("spicy", "mild", "sour", "sweet", "salty");
  private static final List<String> KEYWORDS = List.of("booking", "price", "queue", "birthday");

  private final Random random;
  private final int customerNo;

  private Guests(long seed, int customerNo) {
    random = new Random(seed * 1_000_003 + customerNo);
    this.customerNo = customerNo;
  }

  /**
   * Timelines of different customers, whose numbers are their places in the list.
   *
   * @param rows of each customer
   */
  static List<List<TimelineRow>> timelines(long seed, int customers, int rows) {
    return IntStream.range(0, customers)
        .mapToObj(customerNo -> new Guests(seed, customerNo).timeline(rows))
        .toList();
  }

  /** The menu: a record for most dishes, two for every fifth. */
  static ProductBook products(long seed) {
    Random random = new Random(seed);
    List<ProductBook.Row> rows = new ArrayList<>();
    for (int dish = NEW_DISHES; dish < DISHES; dish++) {
      rows.add(record(dish, LocalDate.of(2020, 1, 1), random));
      if (dish % 5 == 0) {
        rows.add(record(dish, AS_OF.minusDays(random.nextInt(DAYS)), random));
      }
    }
    return ProductBook.of(rows);
  }

  private static ProductBook.Row record(int dish, LocalDate validFrom, Random random) {
    List<String> tastes =
        TASTES.stream().filter(taste -> random.nextInt(TASTES.size()) < 2).toList();
    String category = CATEGORIES.get(dish % CATEGORIES.size());
    return new ProductBook.Row(sku(dish), validFrom, "Dish " + dish, category, "kitchen", tastes);
  }

  private static String sku(int dish) {
    return "d" + dish;
  }

  private List<TimelineRow> timeline(int rows) {
    List<List<TimelineRow>> events = new ArrayList<>();
    int left = rows;
    while (left > 0) {
      boolean isOrder = left > MOST_LINES && random.nextInt(5) < 3;
      List<TimelineRow> event = isOrder ? order(events.size()) : List.of(other());
      events.add(event);
      left -= event.size();
    }
    return events.stream()
        .sorted(Comparator.comparing(event -> event.get(0).occurredAt()))
        .flatMap(List::stream)
        .toList();
  }

  private Instant instant() {
    LocalTime time = LocalTime.of(10 + random.nextInt(13), random.nextInt(60), random.nextInt(60));
    return LAST_DAY.minusDays(random.nextInt(DAYS)).atTime(time).atZone(ZONE).toInstant();
  }

  private List<TimelineRow> order(int no) {
    Instant at = instant();
    LocalDate date = CALENDAR.dateOf(at);
    String source = any(SOURCES);
    String orderNo = customerNo + "-" + no;
    String store = store();
    long paid = 4_000L + random.nextInt(30_000);
    LocalDate cancelled = random.nextInt(20) == 0 ? date : null;
    List<Refund> refunds = random.nextInt(12) == 0 ? refunds(date, paid) : List.of();
    LocalDate refunded = fullyRefunded(refunds, paid);
    List<TimelineRow> rows = new ArrayList<>();
    rows.add(
        TimelineRow.of(customerNo, Kind.ORDER, at, date)
            .order(source, orderNo)
            .store(store)
            .staff(staff())
            .amountPaidFen(paid)
            .cancelled(cancelled)
            .fullyRefunded(refunded)
            .refunds(refunds)
            .couponIds(random.nextInt(6) == 0 ? List.of("coupon-" + random.nextInt(9)) : List.of())
            .build());
    int lines = 2 + random.nextInt(MOST_LINES - 1);
    for (int lineNo = 1; lineNo <= lines; lineNo++) {
      rows.add(
          line(at, date, lineNo)
              .order(source, orderNo)
              .store(store)
              .cancelled(cancelled)
              .fullyRefunded(refunded)
              .build());
    }
    return rows;
  }

  private List<Refund> refunds(LocalDate date, long paid) {
    LocalDate day = date.plusDays(random.nextInt(6));
    return List.of(new Refund(day, random.nextBoolean() ? paid : paid / 3));
  }

  private static @Nullable LocalDate fullyRefunded(List<Refund> refunds, long paid) {
    return refunds.stream()
        .filter(refund -> refund.amountFen() == paid)
        .map(Refund::businessDate)
        .findFirst()
        .orElse(null);
  }

  private TimelineRow.Builder line(Instant at, LocalDate date, int lineNo) {
    int dish = random.nextInt(DISHES);
    return TimelineRow.of(customerNo, Kind.ORDER_LINE, at, date)
        .lineNo(lineNo)
        .sku(sku(dish))
        .category(any(CATEGORIES))
        .qty(BigDecimal.valueOf(1L + random.nextInt(3)))
        .lineAmountFen(900L + random.nextInt(9_000))
        .attrs(dish < NEW_DISHES ? Map.of("taste", "spicy,sour") : Map.of());
  }

  private TimelineRow other() {
    Kind kind = any(List.of(Kind.CONTACT, Kind.CHAT, Kind.CHAT, Kind.CHAT, Kind.GROUP, Kind.TOUCH));
    kind = random.nextInt(8) == 0 ? any(List.of(Kind.VISIT, Kind.CONSENT)) : kind;
    Instant at = instant();
    TimelineRow.Builder row =
        TimelineRow.of(customerNo, kind, at, CALENDAR.dateOf(at)).externalUserid("wm" + customerNo);
    switch (kind) {
      case CONTACT -> row.staff(staff()).change(any(List.of("added", "removed_by_customer")));
      case GROUP -> row.chatId(chat()).change(any(List.of("member_added", "member_left")));
      case TOUCH -> row.touch("t" + random.nextInt(50), "c1", "chat").stage(stage());
      case VISIT -> row.store(store()).visitSource("queue");
      case CONSENT -> row.consent("marketing", any(List.of("given", "withdrawn")));
      default -> row.chatId(chat()).direction(direction()).keywordIds(keywords());
    }
    return row.build();
  }

  /** Half of all orders are made where the guest lives. */
  private String store() {
    return "s" + (random.nextBoolean() ? customerNo % STORES : random.nextInt(STORES));
  }

  private String staff() {
    return "staff" + (customerNo + random.nextInt(3)) % 100;
  }

  private String chat() {
    return "chat" + random.nextInt(4);
  }

  private String stage() {
    return any(List.of("sent", "sent", "read"));
  }

  private String direction() {
    return any(List.of("customer_to_staff", "staff_to_customer", "customer_in_group"));
  }

  private List<String> keywords() {
    return random.nextInt(3) == 0 ? List.of(any(KEYWORDS)) : List.of();
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
