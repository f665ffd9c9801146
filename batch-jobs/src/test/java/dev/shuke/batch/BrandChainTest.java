package dev.shuke.batch;

import static dev.shuke.batch.TestEvents.at;
import static dev.shuke.batch.TestEvents.cancelled;
import static dev.shuke.batch.TestEvents.contact;
import static dev.shuke.batch.TestEvents.miniProgram;
import static dev.shuke.batch.TestEvents.paid;
import static dev.shuke.batch.TestEvents.product;
import static dev.shuke.batch.TestEvents.record;
import static dev.shuke.batch.TestEvents.refunded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.ContactEvent.Change;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.OrderEvent;
import dev.shuke.event.PersonRef;
import dev.shuke.event.RecordEvent.Kind;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import dev.shuke.quarantine.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of a small chain, through the whole daily chain on a real catalog. Expected values are
 * derived by hand from the events below.
 */
class BrandChainTest {

  private static final LocalDate AS_OF = LocalDate.parse("2026-06-30");
  private static final PersonRef ANN = PersonRef.member("ann");
  private static final PersonRef BOB = PersonRef.member("bob");
  private static TestBrand chain;
  private static BrandChain.Result first;

  @BeforeAll
  static void runOnce(@TempDir Path folder) throws Exception {
    chain =
        new TestBrand(
            folder,
            AS_OF,
            "04:00",
            List.of(
                "orders_30d",
                "orders_90d",
                "purchase_frequency",
                "taste",
                "likes_spicy",
                "most_visited_store",
                "lapsed"),
            Set.of("orders", "records", "contacts", "groups", "chats"));
    OrderEvent a1 = paid("a1", ANN, "s1", "2026-06-01T12:00:00", "hot", "hot");
    chain.arriveLate(
        product("hot", "main", "[\"spicy\"]"),
        product("tea", "drink", "[\"mild\"]"),
        record(Kind.STAFF, "guide1", "2026-01-01", Map.of("store_id", "s1")),
        record(Kind.MEMBER, "ann", "2026-01-01", Map.of("member_no", "ann", "unionid", "u-ann")),
        // No value behind the namespace; no other end.
        record(Kind.IDENTITY_LINK, "l1", "2026-01-01", Map.of("a", "member:", "b", "member:bob")),
        record(Kind.IDENTITY_LINK, "l2", "2026-01-01", Map.of("a", "member:bob")),
        a1,
        // Told again: a duplicate. Told with another amount: a conflict.
        a1,
        paid("a1", ANN, "s1", "2026-06-01T12:00:00", "hot"),
        // 03:30 on 2 June is still 1 June.
        paid("a2", ANN, "s1", "2026-06-02T03:30:00", "hot", "tea"),
        miniProgram("a3", ANN, "s2", "2026-06-20T12:00:00", "hot"),
        // Cancelled on its day: never counts.
        paid("a4", ANN, "s2", "2026-06-21T12:00:00", "tea"),
        cancelled("a4", "s2", "2026-06-21T13:00:00"),
        // Bob: one order long ago, one in June that is refunded whole in July, after the as-of
        // date.
        paid("b1", BOB, "s2", "2026-01-10T12:00:00", "tea"),
        paid("b2", BOB, "s1", "2026-06-10T12:00:00", "tea"),
        refunded("b2", "r1", 1000, "s1", "2026-07-02T12:00:00"),
        // Nobody's.
        paid("n1", null, "s1", "2026-06-05T12:00:00", "tea"),
        // Known by WeCom before the member system links her: number 2 until then.
        contact(Change.ADDED, "guide1", "wmANN", "u-ann", "2026-06-02T10:00:00"),
        contact(Change.ADDED, "guide1", "wmCAT", null, "2026-06-03T10:00:00"),
        contact(Change.REMOVED_BY_CUSTOMER, "guide1", "wmCAT", null, "2026-06-25T10:00:00"));
    first = chain.chain().publish();
  }

  @AfterAll
  static void close() throws Exception {
    chain.close();
  }

  @Test
  void givesEachOffsetOneVerdict() {
    assertThat(chain.ask("select count(*) from ${brand}.events.orders")).containsExactly("9");
    assertThat(chain.ask("select kafka_offset, event_type from ${brand}.events.duplicates"))
        .containsExactly("1,ORDER");
    assertThat(chain.ask("select kafka_offset, reason from ${brand}.events.quarantine"))
        .containsExactly("2,conflict");
  }

  @Test
  void sealsWhatAConflictSaid() {
    Row row = chain.spark.table("testbrand.events.quarantine").head();
    byte[] sealed = row.getAs("sealed");
    Seal seal = Seal.read(chain.brand.quarantineKey().orElseThrow());
    KeptRecord kept = KeptRecord.of(seal.open(new RecordPlace("testbrand.orders", 0, 2), sealed));
    assertThat(kept.value())
        .isEqualTo(EventJson.write(paid("a1", ANN, "s1", "2026-06-01T12:00:00", "hot")));
    assertThat(kept.key()).asString(StandardCharsets.UTF_8).isEqualTo("a1");
    assertThat(kept.headers()).containsEntry("ce_type", EventType.ORDER.ceType());
  }

  @Test
  void linksMemberAndContactThroughTheUnionid() {
    assertThat(
            chain.ask(
                "select count(distinct customer_no) from ${brand}.core.customer_ids"
                    + " where value in ('ann', 'u-ann', 'wmANN')"))
        .containsExactly("1");
    assertThat(first.customers()).isEqualTo(3);
  }

  @Test
  void listsLinksThatNameNoTwoIdentities() {
    assertThat(
            chain.ask(
                "select check, subject from ${brand}.marts.data_health where check like 'identity%' order by subject"))
        .containsExactly("identity_link_unreadable,l1", "identity_link_unreadable,l2");
  }

  @Test
  void foldsTagsAsDerivedByHand() {
    assertThat(valuesOf("ann"))
        .containsExactly(
            "lapsed,1,false",
            "likes_spicy,1,true",
            "most_visited_store,1,s1",
            "orders_30d,1,3",
            "orders_90d,1,3",
            "purchase_frequency,1,medium",
            "taste,1,spicy",
            "taste,2,mild");
    // One order counts until July's refund; no three lines, so no taste.
    assertThat(valuesOf("bob"))
        .containsExactly(
            "lapsed,1,false",
            "most_visited_store,1,s1",
            "orders_30d,1,1",
            "orders_90d,1,1",
            "purchase_frequency,1,low");
  }

  @Test
  void knowsWhenBobsRefundWillCount() {
    assertThat(
            chain.ask(
                "select next_change from ${brand}.tags.next_changes join ${brand}.core.customer_ids using (customer_no)"
                    + " where value = 'bob'"))
        .containsExactly("2026-07-02");
  }

  private List<String> valuesOf(String member) {
    return chain.ask(
        "select tag_id, position, t.value from ${brand}.tags.customer_tags t join ${brand}.core.customer_ids i"
            + " on i.customer_no = t.customer_no where i.value = '"
            + member
            + "' order by tag_id, position");
  }

  @Test
  void countsTheStoreMonth() {
    // s1 in June: a1, a2 (Ann), b2 (Bob, refunded later), n1 (nobody). Bob bought before at s2. Ann
    // is a friend of s1's guide 24 h after
    // a2, Bob is not. Friends: Ann and, until the 25th, Cat. b2's refund belongs to July.
    assertThat(
            chain.ask(
                "select orders, identified_orders, buyers, buyers_again, buyers_returning, buyers_friend_by_24h,"
                    + " friends_new, friends_end, footfall, paid_fen, refund_fen, mini_program_friend_fen, is_provisional"
                    + " from ${brand}.marts.store_conversion where store_id = 's1' and month = '2026-06-01'"))
        .containsExactly("4,3,2,1,1,1,2,1,null,6000,0,0,true");
    // s2 in June: a3 in the mini program by a friend; a4 was paid and cancelled, so it is money but
    // no order.
    assertThat(
            chain.ask(
                "select orders, buyers, buyers_returning, paid_fen, mini_program_friend_fen, missing['footfall']"
                    + " from ${brand}.marts.store_conversion where store_id = 's2' and month = '2026-06-01'"))
        .containsExactly("1,1,1,2000,1000,no footfall source");
  }

  @Test
  void computesTheSameContentAgainAndLeavesAPastDateApart() throws Exception {
    BrandChain.Result again = chain.chain().publish();
    assertThat(again.contentHash()).isEqualTo(first.contentHash());
    assertThat(again.runId()).isGreaterThan(first.runId());

    BrandChain.Result sameDate = chain.chain().asOf(AS_OF);
    assertThat(sameDate.contentHash()).isEqualTo(first.contentHash());

    BrandChain.Result march = chain.chain().asOf(LocalDate.parse("2026-04-09"));
    assertThat(march.contentHash()).isNotEqualTo(first.contentHash());
    assertThat(
            chain.ask(
                "select tag_id, value from ${brand}.tags.as_of where as_of_date = '2026-04-09' and tag_id in ('lapsed', 'orders_90d')"
                    + " order by tag_id"))
        // 10 January + 3 months = 10 April: on 9 April Bob is not lapsed yet; 90 days end on 9
        // April.
        .containsExactly("lapsed,false", "orders_90d,1");
    assertThat(chain.ask("select max(run_id) from ${brand}.tags.runs where kind = 'published'"))
        .containsExactly(Long.toString(again.runId()));
  }

  @Test
  void keepsEachCustomerInOneTask() {
    Run run = new Run(chain.spark, chain.brand, 0, AS_OF, List.of());
    long snapshot =
        Long.parseLong(
            chain
                .ask(
                    "select snapshot_id from ${brand}.core.timeline.snapshots order by committed_at desc limit 1")
                .get(0));
    TagFolding.wholeBuckets(run, snapshot)
        .withColumn("task", org.apache.spark.sql.functions.spark_partition_id())
        .createOrReplaceTempView("tasks");
    assertThat(
            chain.ask(
                "select customer_no from tasks group by customer_no having count(distinct task) > 1"))
        .isEmpty();
    assertThat(chain.ask("select count(distinct customer_no) > 1 from tasks"))
        .containsExactly("true");
  }

  @Test
  void businessDayStartsAtTheCut() {
    assertThat(chain.ask("select paid_date from ${brand}.core.orders where order_no = 'a2'"))
        .containsExactly("2026-06-01");
    assertThat(at("2026-06-02T03:30:00")).isBefore(at("2026-06-02T04:00:00"));
  }
}
