package dev.shuke.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.shuke.event.ChatEvent;
import dev.shuke.event.ContactEvent;
import dev.shuke.event.Envelope;
import dev.shuke.event.Event;
import dev.shuke.event.GroupEvent;
import dev.shuke.event.OrderEvent;
import dev.shuke.event.OrderEvent.Status;
import dev.shuke.event.PersonRef;
import dev.shuke.event.Reading;
import dev.shuke.event.RecordEvent;
import dev.shuke.event.TouchEvent;
import dev.shuke.event.TouchEvent.ConsentState;
import dev.shuke.event.TouchEvent.Purpose;
import dev.shuke.event.TouchEvent.ReferralStage;
import dev.shuke.event.TouchEvent.Stage;
import dev.shuke.event.VisitEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A small chain of 2,000 customers, read back as whoever receives its records would. */
class SimulationTest {

  private static final int CUSTOMERS = 2_000;
  private static final Recording YEAR = Recording.of(7, CUSTOMERS);
  private static final List<Event> EVENTS = YEAR.events();

  private static <E extends Event> List<E> events(Class<E> type) {
    return EVENTS.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<OrderEvent> payments() {
    return events(OrderEvent.class).stream()
        .filter(order -> order.status() == Status.PAID && order.orderVersion() == 1)
        .toList();
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }

  // The same and not the same.

  @Test
  void givesTheSameBytesForTheSameSeed() {
    assertThat(Recording.digest(7, CUSTOMERS)).isEqualTo(YEAR.digest);
  }

  @Test
  void givesOthersForAnotherSeed() {
    assertThat(Recording.digest(8, CUSTOMERS)).isNotEqualTo(YEAR.digest);
  }

  @Test
  void givesTheSameBytesOnEveryMachine() {
    assertThat(Recording.digest(1, 200))
        .isEqualTo("7ea0fd974376e4b130a027b72aa185529c11af50e7131b8e92e5fee15da4aa29");
  }

  @Test
  void keepsPeopleAndTheirOrdersWhenMoreAreAdded() {
    Set<String> few = orderNumbers(Recording.of(7, 500));
    Set<String> many = payments().stream().map(OrderEvent::orderNo).collect(Collectors.toSet());
    assertThat(many.containsAll(few)).isTrue();
    assertThat(few.size()).isCloseTo(many.size() * 500 / CUSTOMERS, withPercentage(8));
  }

  private static Set<String> orderNumbers(Recording year) {
    return year.events(OrderEvent.class).stream()
        .filter(order -> order.status() == Status.PAID)
        .map(OrderEvent::orderNo)
        .collect(Collectors.toSet());
  }

  // What arrives is what the summary says.

  @Test
  void tellsOnlyEventsThatCanBeReadButTheBrokenOnes() {
    Map<String, Long> reasons = new TreeMap<>();
    for (Reading reading : YEAR.readings) {
      if (reading instanceof Reading.Refused refused) {
        reasons.merge(refused.reason(), 1L, Long::sum);
      }
    }
    assertThat(reasons).isNotEmpty().isEqualTo(new TreeMap<>(YEAR.summary.brokenReasons()));
  }

  @Test
  void countsEventsDuplicatesAndConflictsOfEachTopicAsTheyArrive() {
    Map<String, String> payloads = new HashMap<>();
    Map<String, int[]> arrived = new TreeMap<>();
    for (int i = 0; i < YEAR.envelopes.size(); i++) {
      Envelope envelope = YEAR.envelopes.get(i);
      int[] counts = arrived.computeIfAbsent(envelope.topic(), topic -> new int[4]);
      if (YEAR.readings.get(i) instanceof Reading.Accepted accepted) {
        String payload = HexFormat.of().formatHex(accepted.payloadHash());
        String first = payloads.putIfAbsent(accepted.eventId(), payload);
        counts[first == null ? 0 : first.equals(payload) ? 1 : 2]++;
      } else {
        counts[3]++;
      }
    }
    assertThat(arrived.keySet())
        .containsExactly(
            "simulated.chats",
            "simulated.contacts",
            "simulated.groups",
            "simulated.orders",
            "simulated.records",
            "simulated.touches",
            "simulated.visits");
    Map<String, Summary.Topic> said = YEAR.summary.topics();
    arrived.forEach(
        (name, counts) -> {
          Summary.Topic topic = requireNonNull(said.get(name));
          assertThat(counts[0]).as("events of " + name).isEqualTo((int) topic.events());
          assertThat(counts[1]).as("duplicates of " + name).isEqualTo((int) topic.duplicates());
          assertThat(counts[2]).as("conflicts of " + name).isEqualTo((int) topic.conflicts());
          assertThat(counts[3]).as("broken of " + name).isEqualTo((int) topic.broken());
        });
    assertThat(YEAR.summary.sent()).isEqualTo(YEAR.envelopes.size());
    assertThat(requireNonNull(said.get("simulated.orders")).conflicts()).isPositive();
    assertThat(requireNonNull(said.get("simulated.orders")).duplicates()).isPositive();
  }

  @Test
  void sumsMoneyAsAReaderDoesWhoTakesTheHighestVersion() {
    Map<String, OrderEvent> counting = new HashMap<>();
    long refunds = 0;
    for (OrderEvent order : events(OrderEvent.class)) {
      if (order.status() == Status.PAID) {
        counting.merge(
            order.orderNo(), order, (a, b) -> a.orderVersion() > b.orderVersion() ? a : b);
      } else if (order.status().isRefund()) {
        refunds += requireNonNull(order.refundAmount());
      }
    }
    long paid =
        counting.values().stream().mapToLong(order -> requireNonNull(order.amountPaid())).sum();
    assertThat(paid).isEqualTo(YEAR.summary.count(Counted.PAID_FEN));
    assertThat(refunds).isEqualTo(YEAR.summary.count(Counted.REFUND_FEN));
    assertThat(counting).hasSize((int) YEAR.summary.count(Counted.ORDERS_PAID));
  }

  @Test
  void countsOrdersThatCountAsAReaderDoes() {
    Map<String, Long> rest = new HashMap<>();
    Set<String> cancelled = new HashSet<>();
    for (OrderEvent order : events(OrderEvent.class)) {
      switch (order.status()) {
        case PAID -> rest.put(order.orderNo(), requireNonNull(order.amountPaid()));
        case REFUNDED, PARTIALLY_REFUNDED ->
            rest.merge(order.orderNo(), -requireNonNull(order.refundAmount()), Long::sum);
        case CANCELLED -> cancelled.add(order.orderNo());
        case CREATED, FULFILLED -> {}
      }
    }
    long fullyRefunded = rest.values().stream().filter(fen -> fen <= 0).count();
    long counting =
        rest.entrySet().stream()
            .filter(entry -> entry.getValue() > 0 && !cancelled.contains(entry.getKey()))
            .count();
    assertThat(fullyRefunded).isEqualTo(YEAR.summary.count(Counted.ORDERS_FULLY_REFUNDED));
    assertThat(counting).isEqualTo(YEAR.summary.count(Counted.ORDERS_COUNTING));
    assertThat(cancelled).hasSize((int) YEAR.summary.count(Counted.ORDERS_CANCELLED));
  }

  @Test
  void tellsInTheOrderOfTimeButWhatIsToldLater() {
    long last = Long.MIN_VALUE;
    for (ChatEvent chat : events(ChatEvent.class)) {
      assertThat(chat.occurredAt().toEpochMilli()).isGreaterThanOrEqualTo(last);
      last = chat.occurredAt().toEpochMilli();
    }
  }

  @Test
  void staysWithinTheYear() {
    List<LocalDate> dates =
        EVENTS.stream().map(event -> Recording.CALENDAR.dateOf(event.occurredAt())).toList();
    assertThat(dates.stream().min(Comparator.naturalOrder())).contains(LocalDate.of(2025, 7, 1));
    assertThat(dates.stream().max(Comparator.naturalOrder())).contains(LocalDate.of(2026, 6, 30));
  }

  // The shape of the chain.

  @Test
  void hasOrdersInTheSizeThatWasAskedFor() {
    // 570,000 orders and 1,000,000 lines for 50,000 customers.
    assertThat(YEAR.summary.count(Counted.ORDERS)).isCloseTo(22_800, withPercentage(6));
    assertThat(YEAR.summary.count(Counted.ORDER_LINES)).isCloseTo(40_000, withPercentage(6));
    long ofNobody = YEAR.summary.count(Counted.ORDERS_OF_NOBODY);
    assertThat(share(ofNobody, YEAR.summary.count(Counted.ORDERS))).isBetween(0.30, 0.37);
  }

  @Test
  void hasContactsGroupsAndChatsInTheSizeThatWasAskedFor() {
    long count =
        events(ContactEvent.class).size()
            + events(GroupEvent.class).size()
            + events(ChatEvent.class).size();
    // 150,000 for 50,000 customers, of which 11,000 posts of the managers don't scale.
    assertThat(count).isBetween(15_000L, 18_500L);
  }

  @Test
  void cancelsRefundsAndCorrectsSome() {
    long orders = YEAR.summary.count(Counted.ORDERS);
    assertThat(share(YEAR.summary.count(Counted.ORDERS_CANCELLED), orders)).isBetween(0.007, 0.013);
    assertThat(share(YEAR.summary.count(Counted.REFUNDS), orders)).isBetween(0.020, 0.035);
    assertThat(share(YEAR.summary.count(Counted.ORDERS_CORRECTED), orders))
        .isBetween(0.0015, 0.0050);
  }

  @Test
  void eatsSpicyInThreeLinesOfTen() {
    Set<String> spicy =
        events(RecordEvent.class).stream()
            .filter(word -> word.kind() == RecordEvent.Kind.PRODUCT)
            .filter(word -> requireNonNull(word.fields().get("taste")).contains("\"spicy\""))
            .map(RecordEvent::key)
            .collect(Collectors.toSet());
    long lines = 0;
    long spicyLines = 0;
    for (OrderEvent order : payments()) {
      for (OrderEvent.Item item : requireNonNull(order.items())) {
        lines++;
        spicyLines += spicy.contains(item.sku()) ? 1 : 0;
      }
    }
    assertThat(share(spicyLines, lines)).isBetween(0.28, 0.32);
    assertThat(spicyLines).isEqualTo(YEAR.summary.count(Counted.SPICY_LINES));
    assertThat(lines).isEqualTo(YEAR.summary.count(Counted.ORDER_LINES));
  }

  @Test
  void isBusiestOnSaturdayAndQuietAtSpringFestival() {
    Map<LocalDate, Long> byDay =
        payments().stream()
            .collect(
                Collectors.groupingBy(
                    order -> Recording.CALENDAR.dateOf(order.occurredAt()), Collectors.counting()));
    Function<LocalDate, Long> day = date -> byDay.getOrDefault(date, 0L);
    // Saturday and Monday of a plain week; the festival's day and the same weekday a month before.
    assertThat(day.apply(LocalDate.of(2025, 11, 15)))
        .isGreaterThan(day.apply(LocalDate.of(2025, 11, 17)));
    assertThat(day.apply(LocalDate.of(2026, 2, 17)) * 2)
        .isLessThan(day.apply(LocalDate.of(2026, 1, 20)));
  }

  @Test
  void eatsAtMealTimesAndSometimesAfterMidnight() {
    int[] byHour = new int[24];
    payments()
        .forEach(order -> byHour[order.occurredAt().atZone(Recording.CALENDAR.zone()).getHour()]++);
    assertThat(byHour[12]).isGreaterThan(3 * byHour[15]);
    assertThat(byHour[18]).isGreaterThan(3 * byHour[16]);
    int afterMidnight = byHour[0] + byHour[1] + byHour[2] + byHour[3];
    assertThat(share(afterMidnight, payments().size())).isBetween(0.015, 0.025);
    assertThat(byHour[4] + byHour[5] + byHour[6]).isZero();
  }

  @Test
  void hasPeopleWhoStayAway() {
    Map<String, LocalDate> last = new HashMap<>();
    for (OrderEvent order : payments()) {
      PersonRef person = order.personRef();
      if (person != null && person.memberNo() != null) {
        last.merge(
            person.memberNo(),
            Recording.CALENDAR.dateOf(order.occurredAt()),
            (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    long lapsed =
        last.values().stream().filter(date -> date.isBefore(LocalDate.of(2026, 3, 31))).count();
    assertThat(share(lapsed, last.size())).isBetween(0.20, 0.50);
  }

  @Test
  void comesThroughAllSources() {
    assertThat(payments())
        .extracting(OrderEvent::orderSource)
        .contains(
            OrderEvent.OrderSource.POS,
            OrderEvent.OrderSource.MINI_PROGRAM,
            OrderEvent.OrderSource.DELIVERY);
    assertThat(payments()).extracting(OrderEvent::storeId).contains("s01", "s20");
    assertThat(new TreeSet<>(payments().stream().map(OrderEvent::storeId).toList())).hasSize(20);
  }

  @Test
  void hasSixOfTenMembersAsFriends() {
    long members = YEAR.summary.count(Counted.MEMBERS);
    long friends =
        events(ContactEvent.class).stream()
            .filter(contact -> contact.change() == ContactEvent.Change.ADDED)
            .map(ContactEvent::externalUserid)
            .distinct()
            .count();
    assertThat(share(friends, members)).isBetween(0.55, 0.70);
    assertThat(events(ContactEvent.class))
        .extracting(ContactEvent::change)
        .contains(
            ContactEvent.Change.REMOVED_BY_CUSTOMER,
            ContactEvent.Change.REMOVED_BY_STAFF,
            ContactEvent.Change.ARCHIVE_APPROVED,
            ContactEvent.Change.EDITED);
  }

  @Test
  void hasFriendsWhoComeBack() {
    Map<String, Integer> added = new HashMap<>();
    events(ContactEvent.class).stream()
        .filter(contact -> contact.change() == ContactEvent.Change.ADDED)
        .forEach(
            contact ->
                added.merge(contact.externalUserid() + contact.staffUserid(), 1, Integer::sum));
    assertThat(added.values()).contains(2);
  }

  @Test
  void hasStaffWhoChangeStores() {
    Map<String, Set<String>> stores = new HashMap<>();
    events(RecordEvent.class).stream()
        .filter(word -> word.kind() == RecordEvent.Kind.STAFF)
        .forEach(
            word ->
                stores
                    .computeIfAbsent(word.key(), key -> new TreeSet<>())
                    .add(requireNonNull(word.fields().get("store_id"))));
    assertThat(stores).hasSize(160);
    assertThat(stores.values()).extracting(Set::size).contains(1, 2);
  }

  @Test
  void keepsChatsToFriendsWhoAgreed() {
    Map<String, Long> agreed = new HashMap<>();
    for (ContactEvent contact : events(ContactEvent.class)) {
      if (contact.change() == ContactEvent.Change.ARCHIVE_APPROVED) {
        agreed.put(contact.externalUserid(), contact.occurredAt().toEpochMilli());
      }
    }
    assertThat(events(ChatEvent.class))
        .filteredOn(chat -> chat.channel() == ChatEvent.Channel.SINGLE)
        .isNotEmpty()
        .allSatisfy(
            chat ->
                assertThat(chat.occurredAt().toEpochMilli())
                    .isGreaterThan(
                        agreed.getOrDefault(
                            requireNonNull(chat.externalUserid()), Long.MAX_VALUE)));
  }

  @Test
  void keepsGroupMessagesToMembersAndGroupsTo500() {
    Map<String, Set<String>> members = new HashMap<>();
    for (Event event : EVENTS) {
      if (event instanceof GroupEvent group
          && group.memberKind() == GroupEvent.MemberKind.EXTERNAL) {
        Set<String> now = members.computeIfAbsent(group.chatId(), chat -> new HashSet<>());
        String member = requireNonNull(group.memberIds()).get(0);
        assertThat(
                group.change() == GroupEvent.Change.MEMBER_ADDED
                    ? now.add(member)
                    : now.remove(member))
            .isTrue();
        assertThat(now).hasSizeLessThan(500);
      } else if (event instanceof ChatEvent chat
          && chat.direction() == ChatEvent.Direction.CUSTOMER_IN_GROUP) {
        assertThat(members.get(requireNonNull(chat.chatId()))).contains(chat.externalUserid());
      }
    }
    assertThat(members).hasSize(20);
  }

  @Test
  void hasDishesWithAtLeastOneTaste() {
    assertThat(events(RecordEvent.class))
        .filteredOn(word -> word.kind() == RecordEvent.Kind.PRODUCT)
        .hasSize((int) YEAR.summary.count(Counted.PRODUCTS))
        .allSatisfy(
            word -> assertThat(word.fields().get("taste")).matches("\\[\"[a-z]+\"(,\"[a-z]+\")*]"));
  }

  // Touches, consents, referrals, visits and tags.

  private static List<TouchEvent> touches(TouchEvent.Kind kind) {
    return events(TouchEvent.class).stream().filter(touch -> touch.kind() == kind).toList();
  }

  private static Map<String, Instant> touchesAt(Stage stage) {
    return touches(TouchEvent.Kind.TOUCH).stream()
        .filter(touch -> touch.stage() == stage)
        .collect(
            Collectors.toMap(touch -> requireNonNull(touch.touchId()), TouchEvent::occurredAt));
  }

  @Test
  void addsNoMoreThanASixthToAllThatIsTold() {
    long more =
        events(TouchEvent.class).size()
            + events(VisitEvent.class).size()
            + YEAR.summary.count(Counted.TAG_RECORDS);
    assertThat(share(more, EVENTS.size() - more)).isBetween(0.05, 0.15);
  }

  @Test
  void tellsHowFarTheTouchesOfTwoCampaignsCame() {
    Map<String, Instant> planned = touchesAt(Stage.PLANNED);
    Map<String, Instant> sent = touchesAt(Stage.SENT);
    Map<String, Instant> clicked = touchesAt(Stage.CLICKED);
    assertThat(planned).hasSize((int) YEAR.summary.count(Counted.TOUCHES_PLANNED));
    assertThat(touchesAt(Stage.SUPPRESSED))
        .hasSize((int) YEAR.summary.count(Counted.TOUCHES_SUPPRESSED));
    assertThat(sent).hasSize((int) YEAR.summary.count(Counted.TOUCHES_SENT)).isNotEmpty();
    assertThat(clicked).hasSize((int) YEAR.summary.count(Counted.TOUCHES_CLICKED)).isNotEmpty();
    assertThat(sent).allSatisfy((id, at) -> assertThat(at).isAfter(planned.get(id)));
    assertThat(clicked).allSatisfy((id, at) -> assertThat(at).isAfter(sent.get(id)));
    assertThat(touches(TouchEvent.Kind.TOUCH))
        .extracting(TouchEvent::campaignId)
        .containsOnly("sim-autumn", "sim-spring");
  }

  @Test
  void touchesOnlyFriendsWhoAgreedToMarketing() {
    Map<String, Boolean> agrees = new HashMap<>();
    Map<ConsentState, Long> told = new TreeMap<>();
    for (TouchEvent touch : inTime(events(TouchEvent.class))) {
      if (touch.kind() == TouchEvent.Kind.CONSENT) {
        told.merge(requireNonNull(touch.state()), 1L, Long::sum);
        if (touch.purpose() == Purpose.MARKETING) {
          agrees.put(externalOf(touch), touch.state() == ConsentState.GRANTED);
        }
      } else if (touch.stage() == Stage.PLANNED) {
        assertThat(agrees).containsEntry(externalOf(touch), true);
      }
    }
    assertThat(told)
        .containsOnly(
            Map.entry(ConsentState.GRANTED, YEAR.summary.count(Counted.CONSENTS_GRANTED)),
            Map.entry(ConsentState.WITHDRAWN, YEAR.summary.count(Counted.CONSENTS_WITHDRAWN)));
  }

  private static List<TouchEvent> inTime(List<TouchEvent> touches) {
    return touches.stream().sorted(Comparator.comparing(TouchEvent::occurredAt)).toList();
  }

  private static String externalOf(TouchEvent touch) {
    return requireNonNull(requireNonNull(touch.personRef()).externalUserid());
  }

  @Test
  void usesTheCouponOfAClickedTouchOnOneOrderWithinTwoWeeks() {
    Map<String, Instant> clicked = touchesAt(Stage.CLICKED);
    List<OrderEvent> credited =
        payments().stream().filter(order -> order.touchId() != null).toList();
    assertThat(credited).hasSize((int) YEAR.summary.count(Counted.ORDERS_OF_TOUCHES)).isNotEmpty();
    assertThat(credited).extracting(OrderEvent::touchId).doesNotHaveDuplicates();
    assertThat(credited)
        .allSatisfy(
            order -> {
              Instant click = requireNonNull(clicked.get(order.touchId()));
              assertThat(order.occurredAt()).isBetween(click, click.plus(Duration.ofDays(14)));
              assertThat(order.couponIds()).hasSize(1);
              assertThat(order.discount()).isPositive();
            });
    assertThat(payments())
        .filteredOn(order -> order.touchId() == null)
        .allSatisfy(order -> assertThat(order.couponIds()).isNull());
  }

  @Test
  void bindsReferralsByTheFriendsFirstOrderWithin15Days() {
    Map<String, Map<ReferralStage, TouchEvent>> referrals = new HashMap<>();
    for (TouchEvent touch : touches(TouchEvent.Kind.REFERRAL)) {
      referrals
          .computeIfAbsent(requireNonNull(touch.referralId()), id -> new TreeMap<>())
          .put(requireNonNull(touch.referralStage()), touch);
    }
    Map<String, Instant> firstOrders = firstOrders();
    int unseen = 0;
    int bound = 0;
    for (Map<ReferralStage, TouchEvent> referral : referrals.values()) {
      TouchEvent end = referral.get(ReferralStage.BOUND);
      if (end != null) {
        bound++;
        Instant shared = requireNonNull(referral.get(ReferralStage.SHARED)).occurredAt();
        assertThat(end.occurredAt()).isBetween(shared, shared.plus(Duration.ofDays(15)));
        // Some friends do not show their card with the first order.
        Instant first = firstOrders.get(requireNonNull(end.referee()).memberNo());
        unseen += end.occurredAt().minusSeconds(60).equals(first) ? 0 : 1;
      }
    }
    assertThat(bound).isEqualTo((int) YEAR.summary.count(Counted.REFERRALS_BOUND)).isPositive();
    assertThat(share(unseen, bound)).isLessThan(0.4);
    assertThat(referrals).hasSize((int) YEAR.summary.count(Counted.REFERRALS_SHARED));
    assertThat(YEAR.summary.count(Counted.REFERRALS_OPENED))
        .isBetween((long) bound, (long) referrals.size());
  }

  private static Map<String, Instant> firstOrders() {
    Map<String, Instant> first = new HashMap<>();
    for (OrderEvent order : payments()) {
      PersonRef person = order.personRef();
      if (person != null && person.memberNo() != null) {
        first.merge(person.memberNo(), order.occurredAt(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return first;
  }

  @Test
  void tellsVisitsOfFriendsAndMembers() {
    assertThat(events(VisitEvent.class))
        .hasSize((int) YEAR.summary.count(Counted.VISITS))
        .allSatisfy(visit -> assertThat(visit.personRef()).isNotNull())
        .extracting(VisitEvent::visitSource)
        .contains(VisitEvent.VisitSource.SCAN_QR, VisitEvent.VisitSource.WIFI_OPTIN);
  }

  @Test
  void givesTagsByHandTakesSomeAwayAndImportsOthers() {
    List<RecordEvent> byHand =
        events(RecordEvent.class).stream()
            .filter(word -> word.kind() == RecordEvent.Kind.MANUAL_TAG)
            .toList();
    List<RecordEvent> imported =
        events(RecordEvent.class).stream()
            .filter(word -> word.kind() == RecordEvent.Kind.IMPORTED_TAG)
            .toList();
    assertThat(byHand.size() + imported.size())
        .isEqualTo((int) YEAR.summary.count(Counted.TAG_RECORDS));
    assertThat(byHand).extracting(word -> word.fields().containsKey("value")).contains(true, false);
    assertThat(imported)
        .isNotEmpty()
        .allSatisfy(word -> assertThat(word.fields()).containsKeys("tag", "value", "person"));
  }

  // Who is who.

  @Test
  void tellsAsManyPeopleAsAPerfectLinkingFinds() {
    assertThat(new Linking(EVENTS).people()).isEqualTo(YEAR.summary.count(Counted.PEOPLE));
  }

  @Test
  void givesNobodyTwoMemberNumbersUnionidsOrContacts() {
    for (Set<String> ids : new Linking(EVENTS).groups()) {
      assertThat(ids.stream().map(id -> id.substring(0, id.indexOf(':'))).toList())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void linksSomeOnlyLate() {
    Linking without =
        new Linking(
            EVENTS.stream()
                .filter(
                    event ->
                        !(event instanceof ContactEvent contact
                            && contact.change() == ContactEvent.Change.EDITED))
                .toList());
    long late = YEAR.summary.count(Counted.LATE_LINKS);
    assertThat(late).isPositive();
    assertThat(without.people()).isEqualTo(YEAR.summary.count(Counted.PEOPLE) + late);
  }

  /** Who is who, by brute force: ids that stand together belong together. */
  private static final class Linking {
    private final Map<String, Set<String>> groupOf = new HashMap<>();

    Linking(List<Event> events) {
      for (Event event : events) {
        if (event instanceof OrderEvent order) {
          ref(order.personRef());
        } else if (event instanceof TouchEvent touch) {
          ref(touch.personRef());
          ref(touch.referrer());
          ref(touch.referee());
        } else if (event instanceof VisitEvent visit) {
          ref(visit.personRef());
        } else if (event instanceof ContactEvent contact) {
          ref(contact.personRef());
        } else if (event instanceof RecordEvent word && word.kind() == RecordEvent.Kind.MEMBER) {
          Map<String, String> fields = word.fields();
          link(fields.get("member_no"), null, fields.get("unionid"), fields.get("phone_hash"));
        }
      }
    }

    private void ref(@Nullable PersonRef ref) {
      if (ref != null) {
        link(ref.memberNo(), ref.externalUserid(), ref.unionid(), ref.phoneHash());
      }
    }

    private void link(
        @Nullable String member,
        @Nullable String external,
        @Nullable String unionid,
        @Nullable String phone) {
      List<String> ids = new ArrayList<>();
      add(ids, "member", member);
      add(ids, "external", external);
      add(ids, "unionid", unionid);
      add(ids, "phone", phone);
      Set<String> group = new HashSet<>(ids);
      ids.forEach(id -> group.addAll(groupOf.getOrDefault(id, Set.of())));
      group.forEach(id -> groupOf.put(id, group));
    }

    private static void add(List<String> ids, String namespace, @Nullable String value) {
      if (value != null) {
        ids.add(namespace + ":" + value);
      }
    }

    Set<Set<String>> groups() {
      return new HashSet<>(groupOf.values());
    }

    int people() {
      return groups().size();
    }
  }
}
