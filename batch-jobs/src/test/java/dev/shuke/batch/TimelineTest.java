package dev.shuke.batch;

import static dev.shuke.batch.TestEvents.at;
import static dev.shuke.batch.TestEvents.consent;
import static dev.shuke.batch.TestEvents.contact;
import static dev.shuke.batch.TestEvents.credited;
import static dev.shuke.batch.TestEvents.footfall;
import static dev.shuke.batch.TestEvents.joined;
import static dev.shuke.batch.TestEvents.paid;
import static dev.shuke.batch.TestEvents.record;
import static dev.shuke.batch.TestEvents.referral;
import static dev.shuke.batch.TestEvents.refunded;
import static dev.shuke.batch.TestEvents.touch;
import static dev.shuke.batch.TestEvents.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.customer.TimelineRow.Refund;
import dev.shuke.event.ContactEvent;
import dev.shuke.event.PersonRef;
import dev.shuke.event.RecordEvent;
import dev.shuke.event.TouchEvent.ConsentState;
import dev.shuke.event.TouchEvent.Purpose;
import dev.shuke.event.TouchEvent.ReferralStage;
import dev.shuke.event.TouchEvent.Stage;
import dev.shuke.event.VisitEvent.VisitSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of event on a real catalog, through the whole daily chain, to the rows that the fold is
 * given. Expected rows are derived by hand from the events below.
 */
class TimelineTest {

  private static final LocalDate AS_OF = LocalDate.parse("2026-06-30");
  private static final PersonRef ANN = PersonRef.member("ann");

  private static TestBrand chain;

  @BeforeAll
  static void runOnce(@TempDir Path folder) throws Exception {
    chain =
        new TestBrand(
            folder,
            AS_OF,
            "04:00",
            List.of("orders_30d", "lapsed"),
            Set.of("orders", "records", "contacts", "groups", "touches", "visits"));
    tellRecords();
    chain.arriveLate(
        credited(paid("a1", ANN, "s1", "2026-06-01T12:00:00", "hot", "tea"), "t1", "c7", "c8"),
        refunded("a1", "r1", 300, "s1", "2026-06-03T12:00:00"),
        refunded("a1", "r2", 200, "s1", "2026-07-03T12:00:00"),
        contact(ContactEvent.Change.ADDED, "guide1", "wmTWO", "u-two", "2026-06-02T10:00:00"),
        // Two contacts of one person come in one event; the hours before the cut are yesterday's.
        joined("g1", "2026-06-05T02:00:00", "wmTWO", "wmONE"),
        touch("t1", Stage.SENT, ANN, "2026-05-30T10:00:00"),
        touch("t1", Stage.CLICKED, ANN, "2026-05-30T11:00:00"),
        touch("t2", Stage.SENT, PersonRef.external("wmNEW"), "2026-05-30T10:00:00"),
        consent(Purpose.MARKETING, ConsentState.GRANTED, ANN, "2026-05-01T10:00:00"),
        referral(ReferralStage.SHARED, ANN, null, "2026-06-06T10:00:00"),
        referral(ReferralStage.BOUND, ANN, PersonRef.member("dan"), "2026-06-08T10:00:00"),
        visit(VisitSource.SCAN_QR, phone("ph-eve"), "s1", "2026-06-09T10:00:00"),
        visit(VisitSource.WIFI_OPTIN, null, "s1", "2026-06-09T11:00:00"),
        footfall(40, "s1", "2026-06-09T11:00:00", "2026-06-09T12:00:00"));
    chain.chain().publish();
  }

  private static void tellRecords() {
    long joinedAt = at("2026-05-02T03:30:00").toEpochMilli();
    chain.arriveLate(
        member("ann", "2026-01-05", Map.of("joined_at", "2025-12-24", "home_store", "s1")),
        // Not the first record of the number.
        member("ann", "2026-03-01", Map.of("joined_at", "2026-02-02", "home_store", "s2")),
        member("bob", "2026-06-01", Map.of("joined_at", Long.toString(joinedAt))),
        member("cid", "2026-04-04", Map.of("joined_at", "in spring")),
        // A person under three kinds of ids.
        record(
            RecordEvent.Kind.IDENTITY_LINK,
            "l1",
            "2026-01-01",
            Map.of("a", "phone:ph-two", "b", "unionid:u-two")),
        tag(RecordEvent.Kind.MANUAL_TAG, "k1", "2026-06-01", "vip", "silver", "member:ann"),
        tag(RecordEvent.Kind.MANUAL_TAG, "k1", "2026-06-15", "vip", "", "member:ann"),
        tag(RecordEvent.Kind.IMPORTED_TAG, "k1", "2026-06-01", "crm", "A", "unionid:u-two"),
        tag(RecordEvent.Kind.MANUAL_TAG, "k2", "2026-06-01", "", "A", "member:ann"),
        tag(RecordEvent.Kind.IMPORTED_TAG, "k3", "2026-06-01", "crm", "A", "ann"),
        tag(RecordEvent.Kind.MANUAL_TAG, "k5", "2026-06-01", "vip", "gold", "member:ghost"),
        // The last word on k1 from 1 June.
        new RecordEvent(
            1,
            at("2026-06-20T12:00:00"),
            RecordEvent.Kind.MANUAL_TAG,
            "k1",
            LocalDate.parse("2026-06-01"),
            Map.of("tag", "vip", "value", "gold", "person", "member:ann"),
            null,
            null));
  }

  private static RecordEvent member(String no, String validFrom, Map<String, String> fields) {
    return record(RecordEvent.Kind.MEMBER, no, validFrom, fields);
  }

  private static RecordEvent tag(
      RecordEvent.Kind kind,
      String key,
      String validFrom,
      String tag,
      String value,
      String person) {
    return new RecordEvent(
        1,
        at("2026-06-01T12:00:00"),
        kind,
        key,
        LocalDate.parse(validFrom),
        Map.of("tag", tag, "value", value, "person", person),
        null,
        null);
  }

  private static PersonRef phone(String hash) {
    return new PersonRef(null, null, null, null, null, hash, null);
  }

  @AfterAll
  static void close() throws Exception {
    chain.close();
  }

  /** The fold's input for a customer, in its order. */
  private static List<TimelineRow> rowsOf(String id) {
    Run run = new Run(chain.spark, chain.brand, 0, AS_OF, List.of());
    long snapshot =
        Long.parseLong(
            chain
                .ask(
                    "select snapshot_id from ${brand}.core.timeline.snapshots order by committed_at desc limit 1")
                .get(0));
    int customerNo = customerNo(id);
    return TagFolding.inOrder(TagFolding.wholeBuckets(run, snapshot)).collectAsList().stream()
        .map(TimelineReader::read)
        .filter(row -> row.customerNo() == customerNo)
        .toList();
  }

  private static int customerNo(String id) {
    return Integer.parseInt(
        chain
            .ask("select customer_no from ${brand}.core.customer_ids where value = '" + id + "'")
            .get(0));
  }

  private static TimelineRow.Builder row(String id, Kind kind, String wallTime, String date) {
    return TimelineRow.of(customerNo(id), kind, at(wallTime), LocalDate.parse(date));
  }

  private static TimelineRow.Builder row(String id, Kind kind, String wallTime) {
    return row(id, kind, wallTime, LocalDateTime.parse(wallTime).toLocalDate().toString());
  }

  private static TimelineRow line(int no, String sku) {
    return row("ann", Kind.ORDER_LINE, "2026-06-01T12:00:00")
        .order("pos", "a1")
        .store("s1")
        .lineNo(no)
        .sku(sku)
        .qty(new BigDecimal("1.000"))
        .lineAmountFen(1000)
        .build();
  }

  private static TimelineRow sent(String id, String touchId, String stage, String wallTime) {
    return row(id, Kind.TOUCH, wallTime)
        .store("s1")
        .staff("guide1")
        .touch(touchId, "may", "wecom_mass_single")
        .stage(stage)
        .build();
  }

  private static TimelineRow referred(String id, String role, String stage, String wallTime) {
    return row(id, Kind.REFERRAL, wallTime).referral("r1", role).stage(stage).build();
  }

  @Test
  void givesTheFoldEverythingThatHappenedToACustomerInTheOrderOfTime() {
    assertThat(rowsOf("ann"))
        .containsExactly(
            row("ann", Kind.MEMBER, "2025-12-24T04:00:00").store("s1").build(),
            row("ann", Kind.CONSENT, "2026-05-01T10:00:00").consent("marketing", "granted").build(),
            sent("ann", "t1", "sent", "2026-05-30T10:00:00"),
            sent("ann", "t1", "clicked", "2026-05-30T11:00:00"),
            row("ann", Kind.TAG, "2026-06-01T04:00:00").tag("vip", "gold").build(),
            row("ann", Kind.ORDER, "2026-06-01T12:00:00")
                .order("pos", "a1")
                .store("s1")
                .amountPaidFen(2000)
                .refunds(
                    List.of(
                        new Refund(LocalDate.parse("2026-06-03"), 300),
                        new Refund(LocalDate.parse("2026-07-03"), 200)))
                .couponIds(List.of("c7", "c8"))
                .touch("t1", null, null)
                .build(),
            line(1, "hot"),
            line(2, "tea"),
            referred("ann", "referrer", "shared", "2026-06-06T10:00:00"),
            referred("ann", "referrer", "bound", "2026-06-08T10:00:00"),
            row("ann", Kind.TAG, "2026-06-15T04:00:00").tag("vip", null).build());
  }

  @Test
  void knowsPeopleWhomOnlyATouchAReferralOrAVisitNames() {
    assertThat(rowsOf("wmNEW")).containsExactly(sent("wmNEW", "t2", "sent", "2026-05-30T10:00:00"));
    assertThat(rowsOf("dan"))
        .containsExactly(referred("dan", "referee", "bound", "2026-06-08T10:00:00"));
    assertThat(rowsOf("ph-eve"))
        .containsExactly(
            row("ph-eve", Kind.VISIT, "2026-06-09T10:00:00")
                .store("s1")
                .staff("guide1")
                .visitSource("scan_qr")
                .build());
  }

  @Test
  void tellsWhichContactJoinedOrWasAddedAndHow() {
    assertThat(rowsOf("wmTWO"))
        .containsExactly(
            row("wmTWO", Kind.TAG, "2026-06-01T04:00:00").tag("crm", "A").build(),
            row("wmTWO", Kind.CONTACT, "2026-06-02T10:00:00")
                .staff("guide1")
                .externalUserid("wmTWO")
                .change("added")
                .build(),
            row("wmTWO", Kind.GROUP, "2026-06-05T02:00:00", "2026-06-04")
                .store("s1")
                .externalUserid("wmTWO")
                .change("member_added")
                .chatId("g1")
                .build());
    assertThat(rowsOf("wmONE")).extracting(TimelineRow::externalUserid).containsExactly("wmONE");
  }

  @Test
  void datesAMemberByTheDayOfJoiningElseByItsRecord() {
    assertThat(rowsOf("bob"))
        .containsExactly(row("bob", Kind.MEMBER, "2026-05-01T04:00:00").build());
    assertThat(rowsOf("cid"))
        .containsExactly(row("cid", Kind.MEMBER, "2026-04-04T04:00:00").build());
  }

  @Test
  void listsTagsThatNameNoTagNoPersonOrNobodyKnown() {
    assertThat(
            chain.ask(
                "select check, subject from ${brand}.marts.data_health order by check, subject"))
        .containsExactly(
            "imported_tag_unreadable,k3", "manual_tag_of_nobody,k5", "manual_tag_unreadable,k2");
  }

  @Test
  void readsNothingInTheColumnsThatASnapshotOfAnEarlierReleaseLacks() {
    Dataset<Row> today = chain.spark.table("testbrand.core.timeline");
    Dataset<Row> earlier = today.where("kind = 'member'").drop("role", "refunds", "store_id");
    assertThat(
            TagFolding.inOrder(TagFolding.withColumnsSince(earlier, today.schema()))
                .collectAsList()
                .stream()
                .map(TimelineReader::read))
        .contains(row("ann", Kind.MEMBER, "2025-12-24T04:00:00").build())
        .hasSize(3);
  }
}
