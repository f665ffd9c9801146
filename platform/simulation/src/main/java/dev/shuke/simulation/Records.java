package dev.shuke.simulation;

import dev.shuke.event.RecordEvent;
import dev.shuke.event.RecordEvent.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the chain says of its stores, staff, dishes and members. */
final class Records {

  private final Menu menu;
  private final Chain chain;
  private final Period period;

  Records(Menu menu, Chain chain, Period period) {
    this.menu = menu;
    this.chain = chain;
    this.period = period;
  }

  /** What is known before the first guest comes. */
  void tellChain(Teller teller) {
    for (int store = 0; store < Chain.STORES; store++) {
      teller.tell(store(store));
      teller.count(Counted.STORES);
    }
    for (Chain.Employee employee : chain.staff()) {
      tellStaff(teller, employee, employee.store(), 0);
    }
    for (Dish dish : menu.dishes()) {
      teller.tell(product(dish));
      teller.count(Counted.PRODUCTS);
    }
  }

  /** Plans the moves of a span; each is told a day before. */
  void plan(List<Planned> plan, Period.Span span) {
    for (Chain.Employee employee : chain.staff()) {
      int day = employee.movesOn();
      if (day >= span.from() && day < span.to()) {
        plan.add(
            new Planned(
                Math.max(period.startOf(day - 1), period.startOf(span.from())),
                teller -> tellStaff(teller, employee, employee.movesTo(), day)));
      }
    }
  }

  /** Plans the member record of a person who joins in a span, or long before the first. */
  void plan(List<Planned> plan, Person person, Period.Span span) {
    int day = person.activeFrom();
    if (person.isMember() && day >= span.from() && day < span.to()) {
      plan.add(
          new Planned(
              period.startOf(day),
              teller -> {
                boolean tellsUnionid = person.hasUnionid() && !person.isLinkedLate();
                LocalDate validFrom = period.dateOf(person.joinedOn());
                tellMember(teller, person, period.startOf(day), validFrom, tellsUnionid);
                teller.count(Counted.MEMBERS);
              }));
    }
  }

  private RecordEvent store(int store) {
    return event(
        Kind.STORE,
        Ids.store(store),
        period.startOf(0),
        period.first().minusYears(2),
        Map.of(
            "name",
            "模拟%02d店".formatted(store + 1),
            "city",
            Chain.city(store),
            "format",
            store % 4 == 0 ? "mall" : "street"));
  }

  private void tellStaff(Teller teller, Chain.Employee employee, int store, int day) {
    long saidAt = Math.max(period.startOf(Math.max(day - 1, 0)), period.startOf(0));
    teller.tell(
        event(
            Kind.STAFF,
            employee.userid(),
            saidAt,
            day == 0 ? period.first().minusYears(1) : period.dateOf(day),
            Map.of(
                "store_id", Ids.store(store), "role", employee.isManager() ? "manager" : "guide")));
    teller.count(Counted.STAFF_RECORDS);
  }

  private RecordEvent product(Dish dish) {
    String tastes =
        dish.tastes().stream()
            .map(taste -> '"' + taste + '"')
            .collect(Collectors.joining(",", "[", "]"));
    return event(
        Kind.PRODUCT,
        dish.sku(),
        period.startOf(0),
        period.first().minusYears(1),
        Map.of(
            "name",
            dish.name(),
            "category",
            dish.category(),
            "department",
            dish.category().equals("drink") ? "bar" : "kitchen",
            "taste",
            tastes,
            "price_fen",
            Integer.toString(dish.priceFen())));
  }

  /** Tells a member's record, with the unionid or not yet. */
  void tellMember(
      Teller teller, Person person, long at, LocalDate validFrom, boolean isWithUnionid) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("member_no", Ids.member(person.no()));
    fields.put("joined_at", period.dateOf(person.joinedOn()).toString());
    fields.put("home_store", Ids.store(person.store()));
    if (isWithUnionid) {
      fields.put("unionid", Ids.unionid(person.no()));
      teller.identities().memberWithUnionid(person.no());
    } else {
      teller.identities().member(person.no());
    }
    if (person.hasPhone()) {
      fields.put("phone_hash", Ids.phoneHash(person.no()));
    }
    teller.tell(event(Kind.MEMBER, Ids.member(person.no()), at, validFrom, fields));
    teller.count(Counted.MEMBER_RECORDS);
  }

  static RecordEvent event(
      Kind kind, String key, long at, LocalDate validFrom, Map<String, String> fields) {
    return new RecordEvent(1, Instant.ofEpochMilli(at), kind, key, validFrom, fields, null, null);
  }
}
