package dev.shuke.fold;

import dev.shuke.brand.BusinessCalendar;
import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.customer.TimelineRow.Refund;
import dev.shuke.tag.Parameters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Timelines, products and parameters from a seed, in few words and near one as-of date, so that
 * random rules meet them often.
 */
final class RandomTimelines {

  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2025, 2, 28);
  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

  /** The words that random rules ask for. */
  private static final List<String> WORDS = List.of("a", "b", "c", "added");

  private static final List<String> TASTES = List.of("a, b,", "c", "b,a,b", " , ", "", "added");
  private static final List<String> QUANTITIES =
      List.of("1", "1.0", "2", "0.5", "1.500", "0.125", "0", "-1");
  private static final List<Integer> SPREADS = List.of(4, 40, 90, 150, 400);

  /** The nights on which Berlin's clocks change. */
  private static final List<LocalDate> CLOCK_CHANGES =
      List.of(LocalDate.of(2024, 3, 31), LocalDate.of(2024, 10, 27));

  private final Random random;
  private final BusinessCalendar calendar;
  private final LocalDate asOf;
  private final int spread;
  private final Set<List<@Nullable String>> orders = new HashSet<>();
  private final List<Instant> instants = new ArrayList<>();

  RandomTimelines(Random random) {
    this.random = random;
    calendar =
        new BusinessCalendar(
            ZoneId.of(random.nextBoolean() ? "Asia/Shanghai" : "Europe/Berlin"),
            any(List.of(LocalTime.MIDNIGHT, LocalTime.of(2, 30), LocalTime.of(4, 0))));
    asOf = LocalDate.of(2024, 2, 1).plusDays(random.nextInt(360));
    spread = any(SPREADS);
  }

  /** One customer without tags and segments. */
  Case next() {
    return Case.on(asOf)
        .zone(calendar.zone())
        .rows(rows())
        .products(products())
        .parameters(parameters())
        .customer(ids(), random.nextInt(10_000));
  }

  private List<TimelineRow> rows() {
    List<List<TimelineRow>> events = new ArrayList<>();
    int most = random.nextInt(10) == 0 ? 16 : 9;
    for (int i = random.nextInt(most); i > 0; i--) {
      events.add(order(instant()));
    }
    for (int i = random.nextInt(most); i > 0; i--) {
      events.add(List.of(event(any(List.of(Kind.values())), instant())));
    }
    return events.stream()
        .sorted(Comparator.comparing(event -> event.get(0).occurredAt()))
        .flatMap(List::stream)
        .toList();
  }

  private Instant instant() {
    if (!instants.isEmpty() && random.nextInt(6) == 0) {
      return any(instants);
    }
    ZonedDateTime wall = day().atTime(wallTime()).atZone(calendar.zone());
    Instant instant =
        (random.nextBoolean() ? wall : wall.withLaterOffsetAtOverlap())
            .plusSeconds(random.nextInt(60))
            .toInstant();
    instants.add(instant);
    return instant;
  }

  private LocalDate day() {
    if (random.nextInt(20) == 0) {
      return any(CLOCK_CHANGES);
    }
    int after = random.nextInt(5) == 0 ? 60 : 1;
    LocalDate day = asOf.plusDays(random.nextInt(after) - (long) random.nextInt(spread));
    return day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(LAST_DAY) ? LAST_DAY : day;
  }

  private LocalTime wallTime() {
    return switch (random.nextInt(6)) {
      case 0 -> calendar.cut();
      case 1 -> calendar.cut().minusMinutes(1);
      case 2 -> LocalTime.MIDNIGHT;
      case 3 -> LocalTime.of(23, 59);
      default -> LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    };
  }

  private List<TimelineRow> order(Instant at) {
    LocalDate date = calendar.dateOf(at);
    String source = word();
    String no = orderNo(source);
    String store = word();
    String staff = word();
    LocalDate cancelled = random.nextInt(8) == 0 ? date.plusDays(random.nextInt(40)) : null;
    long paid = money();
    List<Refund> refunds = refunds(date, paid);
    LocalDate refunded = fullyRefunded(date, paid, refunds);
    List<TimelineRow> rows = new ArrayList<>();
    rows.add(
        TimelineRow.of(7, Kind.ORDER, at, date)
            .order(source, no)
            .store(store)
            .staff(staff)
            .cancelled(cancelled)
            .fullyRefunded(refunded)
            .amountPaidFen(paid)
            .refunds(refunds)
            .couponIds(words())
            .touch(word(), null, null)
            .build());
    int lines = random.nextInt(5);
    for (int lineNo = 1; lineNo <= lines; lineNo++) {
      rows.add(
          line(at, date, lineNo)
              .order(source, no)
              .store(store)
              .staff(staff)
              .cancelled(cancelled)
              .fullyRefunded(refunded)
              .build());
    }
    return rows;
  }

  /** No two orders have the same source and number. */
  private @Nullable String orderNo(@Nullable String source) {
    String no = word();
    while (!orders.add(Arrays.asList(source, no))) {
      no = "n" + random.nextInt(1_000);
    }
    return no;
  }

  private List<Refund> refunds(LocalDate date, long paid) {
    List<Refund> refunds = new ArrayList<>();
    for (int i = random.nextInt(2) * random.nextInt(4); i > 0; i--) {
      LocalDate day = date.plusDays(random.nextInt(50) - (random.nextInt(10) == 0 ? 5L : 0L));
      refunds.add(new Refund(day, random.nextInt(4) == 0 ? paid : money() / 2));
    }
    return refunds;
  }

  /** Mostly by the refunds; else told apart from them. */
  private @Nullable LocalDate fullyRefunded(LocalDate date, long paid, List<Refund> refunds) {
    if (random.nextInt(12) == 0) {
      return date.plusDays(random.nextInt(50));
    }
    long left = paid;
    for (Refund refund :
        refunds.stream().sorted(Comparator.comparing(Refund::businessDate)).toList()) {
      left -= refund.amountFen();
      if (left <= 0) {
        return refund.businessDate();
      }
    }
    return null;
  }

  private TimelineRow.Builder line(Instant at, LocalDate date, int lineNo) {
    return TimelineRow.of(7, Kind.ORDER_LINE, at, date)
        .lineNo(lineNo)
        .sku(word())
        .category(word())
        .qty(random.nextInt(5) == 0 ? null : new BigDecimal(any(QUANTITIES)))
        .lineAmountFen(random.nextInt(12) == 0 ? -money() : money())
        .attrs(random.nextBoolean() ? Map.of("taste", any(TASTES)) : Map.of("size", "a"));
  }

  private TimelineRow event(Kind kind, Instant at) {
    TimelineRow.Builder row = TimelineRow.of(7, kind, at, calendar.dateOf(at));
    return switch (kind) {
      case ORDER, ORDER_LINE, CONTACT ->
          TimelineRow.of(7, Kind.CONTACT, at, calendar.dateOf(at))
              .store(word())
              .staff(word())
              .externalUserid(word())
              .change(word())
              .addWay(random.nextInt(4) == 0 ? null : random.nextInt(20))
              .build();
      case GROUP -> row.store(word()).externalUserid(word()).change(word()).chatId(word()).build();
      case CHAT ->
          row.store(word())
              .staff(word())
              .externalUserid(word())
              .chatId(word())
              .direction(word())
              .keywordIds(words())
              .build();
      case TOUCH ->
          row.store(word()).staff(word()).touch(word(), word(), word()).stage(word()).build();
      case CONSENT -> row.consent(word(), word()).build();
      case REFERRAL -> row.referral(word(), word()).stage(word()).build();
      case VISIT -> row.store(word()).staff(word()).visitSource(word()).build();
      case MEMBER -> row.store(word()).build();
      case TAG -> row.tag(word(), word()).build();
    };
  }

  private List<ProductBook.Row> products() {
    List<ProductBook.Row> products = new ArrayList<>();
    for (String sku : WORDS.subList(0, 3)) {
      Set<LocalDate> dates = new HashSet<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        dates.add(asOf.plusDays(20L - random.nextInt(spread + 20)));
      }
      dates.forEach(
          date -> products.add(new ProductBook.Row(sku, date, word(), word(), word(), words())));
    }
    return products;
  }

  /** What random rules ask for holds on every day; later words change it. */
  private List<Parameters.Row> parameters() {
    List<Parameters.Row> rows = new ArrayList<>();
    addParameter(rows, "regular.from", null, 6);
    for (int n = 3; n <= 6; n++) {
      addParameter(rows, "likes_spicy.k", n, n);
    }
    return rows;
  }

  private void addParameter(
      List<Parameters.Row> rows, String name, @Nullable Integer index, int most) {
    rows.add(
        new Parameters.Row(name, index, LONG_AGO, BigDecimal.valueOf(random.nextInt(most + 1))));
    LocalDate later = asOf.plusDays(random.nextInt(120) - 60L);
    rows.add(new Parameters.Row(name, index, later, BigDecimal.valueOf(random.nextInt(most + 1))));
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      ids.add("member:" + random.nextInt(9));
    }
    return ids;
  }

  private long money() {
    return random.nextInt(6) == 0 ? 0 : random.nextInt(3_000);
  }

  private @Nullable String word() {
    return random.nextInt(6) == 0 ? null : any(WORDS);
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      words.add(any(WORDS));
    }
    return words;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
