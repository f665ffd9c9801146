package dev.shuke.batch;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import dev.shuke.customer.Evidence;
import dev.shuke.customer.Identity;
import dev.shuke.customer.IdentityLink;
import dev.shuke.customer.IdentityResolution;
import dev.shuke.customer.Place;
import dev.shuke.customer.StableBucket;
import dev.shuke.event.EventType;
import dev.shuke.event.PersonRef;
import dev.shuke.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which identities are one person and numbers the persons, from all that is known at the
 * frontier.
 *
 * <p>The distinct references are gathered on the driver, about 200 bytes each: 10 million persons
 * need some 6 GB there. Past that the resolution itself must be spread; its inputs and outputs are
 * tables already.
 */
final class WhoIsWho {

  /** Part of every stable percentage; a brand keeps it for life. */
  private static final String BUCKET_SALT = "shuke";

  private final Run run;
  private final Map<Identity, Place> firstSeen = new HashMap<>();
  private final Map<LinkKey, Place> links = new HashMap<>();
  private final Set<LinkKey> revoked = new HashSet<>();
  private final List<UnreadableLink> unreadable = new ArrayList<>();

  WhoIsWho(Run run) {
    this.run = run;
  }

  /** A link whoever told it first; two tellings of one link by one class are one. */
  private record LinkKey(Identity a, Identity b, Evidence evidence) {}

  /** An identity link record that does not name two identities. */
  record UnreadableLink(String key, Place place) {}

  /**
   * @param customers numbers that are no alias
   * @param conflicts links kept but not followed
   * @param unreadable links that name no two identities
   */
  record Result(
      long customers,
      int newNumbers,
      List<IdentityLink> conflicts,
      List<UnreadableLink> unreadable) {
    /** For the progress line; the lists themselves go to {@code data_health}. */
    @Override
    public String toString() {
      return "%d customers, %d new, %d links not followed, %d unreadable"
          .formatted(customers, newNumbers, conflicts.size(), unreadable.size());
    }
  }

  Result resolve() {
    gatherReferences();
    gatherRecords();
    links.keySet().removeAll(revoked);
    List<IdentityLink> all =
        links.entrySet().stream()
            .map(
                e ->
                    new IdentityLink(e.getKey().a, e.getKey().b, e.getKey().evidence, e.getValue()))
            .toList();
    IdentityResolution resolution = IdentityResolution.resolve(firstSeen, all, assignedNumbers());
    storeNewNumbers(resolution);
    storeNewLinks(all);
    return new Result(
        storeCustomers(resolution),
        resolution.newNumbers().size(),
        resolution.conflicts(),
        List.copyOf(unreadable));
  }

  private void gatherReferences() {
    references(EventType.ORDER, col("person_ref"), Evidence.ORDER);
    references(EventType.CONTACT, col("person_ref"), Evidence.CONTACT);
    // Whoever tells of a touch or a visit repeats ids it was given, as a till does.
    if (run.brand().hasSource(EventType.TOUCH.source())) {
      Column all = explode(array(col("person_ref"), col("referrer"), col("referee")));
      references(EventType.TOUCH, all, Evidence.ORDER);
    }
    if (run.brand().hasSource(EventType.VISIT.source())) {
      references(EventType.VISIT, col("person_ref"), Evidence.ORDER);
    }
    Dataset<Row> contacts = run.known(Tables.events(EventType.CONTACT));
    externals(contacts.withColumn("external", col("external_userid")));
    externals(
        run.known(Tables.events(EventType.CHAT)).withColumn("external", col("external_userid")));
    externals(
        run.known(Tables.events(EventType.GROUP))
            .where("member_kind = 'external'")
            .withColumn("external", explode(col("member_ids"))));
  }

  private void references(EventType type, Column reference, Evidence evidence) {
    String[] keys = {
      "member_no", "external_userid", "unionid", "openid", "appid", "phone_hash", "pending_id"
    };
    List<Column> columns = new ArrayList<>();
    for (String key : keys) {
      columns.add(col("reference").getField(key).as(key));
    }
    columns.add(col("id_namespace"));
    Dataset<Row> distinct =
        run.known(Tables.events(type))
            .withColumn("reference", reference)
            .where("reference is not null")
            .groupBy(columns.toArray(Column[]::new))
            .agg(min(Places.column()).as("place"));
    for (Row row : distinct.collectAsList()) {
      PersonRef ref = PersonColumns.ref(row);
      tell(Identity.of(ref, row.getAs("id_namespace")), evidence, Places.of(row.getAs("place")));
    }
  }

  private void externals(Dataset<Row> rows) {
    Dataset<Row> distinct =
        rows.where(col("external").isNotNull())
            .groupBy("id_namespace", "external")
            .agg(min(Places.column()).as("place"));
    for (Row row : distinct.collectAsList()) {
      PersonRef ref = PersonRef.external(row.getAs("external"));
      tell(
          Identity.of(ref, row.getAs("id_namespace")),
          Evidence.CONTACT,
          Places.of(row.getAs("place")));
    }
  }

  private void gatherRecords() {
    Dataset<Row> records =
        run.known(Tables.events(EventType.RECORD))
            .where(col("kind").isin("member", "identity_link"))
            .select(col("kind"), col("key"), col("fields"), Places.column().as("place"))
            .orderBy("place");
    for (Row row : records.collectAsList()) {
      Map<String, String> fields = row.getJavaMap(row.fieldIndex("fields"));
      Place place = Places.of(row.getAs("place"));
      if (row.getAs("kind").equals("member")) {
        PersonRef ref =
            new PersonRef(
                fields.getOrDefault("member_no", row.getAs("key")),
                fields.get("external_userid"),
                fields.get("unionid"),
                null,
                null,
                fields.get("phone_hash"),
                null);
        tell(Identity.of(ref, fields.get("id_namespace")), Evidence.MEMBER_RECORD, place);
      } else {
        tellLink(row.getAs("key"), fields, place);
      }
    }
  }

  /**
   * An identity link record names both ends; {@code state} {@code revoked} takes the link back,
   * {@code linked} gives it again.
   */
  private void tellLink(String recordKey, Map<String, String> fields, Place place) {
    String a = fields.get("a");
    String b = fields.get("b");
    if (a == null || b == null || !PersonColumns.isIdentity(a) || !PersonColumns.isIdentity(b)) {
      unreadable.add(new UnreadableLink(recordKey, place));
      return;
    }
    LinkKey key = new LinkKey(Identity.parse(a), Identity.parse(b), Evidence.IDENTITY_LINK_RECORD);
    see(key.a, place);
    see(key.b, place);
    if ("revoked".equals(fields.get("state"))) {
      revoked.add(key);
    } else {
      revoked.remove(key);
      links.putIfAbsent(key, place);
    }
  }

  private void tell(List<Identity> identities, Evidence evidence, Place place) {
    identities.forEach(identity -> see(identity, place));
    for (IdentityLink link : IdentityLink.among(identities, evidence, place)) {
      links.merge(new LinkKey(link.a(), link.b(), link.evidence()), place, WhoIsWho::earlier);
    }
  }

  private void see(Identity identity, Place place) {
    firstSeen.merge(identity, place, WhoIsWho::earlier);
  }

  private static Place earlier(Place a, Place b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private Map<Identity, Integer> assignedNumbers() {
    Map<Identity, Integer> assigned = new HashMap<>();
    for (Row row :
        run.table(Tables.CUSTOMER_NUMBERS)
            .select("namespace", "value", "customer_no")
            .collectAsList()) {
      assigned.put(new Identity(row.getString(0), row.getString(1)), row.getInt(2));
    }
    return assigned;
  }

  private void storeNewNumbers(IdentityResolution resolution) {
    List<Row> rows =
        resolution.newNumbers().stream()
            .map(
                number ->
                    RowFactory.create(
                        number.customerNo(),
                        number.founder().namespace(),
                        number.founder().value(),
                        number.place().topic(),
                        number.place().partition(),
                        number.place().offset(),
                        Instant.ofEpochMilli(number.place().knownAtMillis()),
                        run.id()))
            .toList();
    run.append(Tables.CUSTOMER_NUMBERS, run.rows(Tables.CUSTOMER_NUMBERS, rows));
  }

  private void storeNewLinks(List<IdentityLink> all) {
    List<Row> rows = new ArrayList<>();
    all.forEach(
        link -> rows.add(linkRow(link.a(), link.b(), link.evidence(), link.place(), false)));
    revoked.forEach(key -> rows.add(linkRow(key.a, key.b, key.evidence, firstPlace(key), true)));
    String[] key = {"identity_a", "identity_b", "evidence", "is_revoked"};
    Dataset<Row> known = run.table(Tables.IDENTITIES).selectExpr(key);
    run.append(Tables.IDENTITIES, run.rows(Tables.IDENTITIES, rows).join(known, key, "left_anti"));
  }

  private Place firstPlace(LinkKey key) {
    return earlier(placeOf(key.a), placeOf(key.b));
  }

  private Place placeOf(Identity identity) {
    @Nullable Place place = firstSeen.get(identity);
    if (place == null) {
      throw new IllegalStateException("A link names an identity that was never seen");
    }
    return place;
  }

  private Row linkRow(Identity a, Identity b, Evidence evidence, Place place, boolean isRevoked) {
    return RowFactory.create(
        a.text(),
        b.text(),
        evidence.name(),
        place.topic(),
        place.partition(),
        place.offset(),
        Instant.ofEpochMilli(place.knownAtMillis()),
        isRevoked,
        run.id());
  }

  private long storeCustomers(IdentityResolution resolution) {
    List<Row> ids = new ArrayList<>();
    resolution.forEach(
        (identity, no) -> ids.add(RowFactory.create(identity.namespace(), identity.value(), no)));
    run.overwrite(Tables.CUSTOMER_IDS, run.rows(Tables.CUSTOMER_IDS, ids));
    List<Row> customers = new ArrayList<>();
    long survivors = 0;
    for (int no = 0; no < resolution.nextNumber(); no++) {
      int survivor = resolution.survivorOf(no);
      survivors += survivor == no ? 1 : 0;
      customers.add(RowFactory.create(no, survivor, bucketOf(no)));
    }
    run.overwrite(Tables.CUSTOMERS, run.rows(Tables.CUSTOMERS, customers));
    return survivors;
  }

  /** The customer's lasting place in a stable percentage. */
  static int bucketOf(int customerNo) {
    return StableBucket.of(BUCKET_SALT, customerNo);
  }

  /** The surviving number of each identity, to be joined by namespace and value. */
  static Dataset<Row> numbers(Run run) {
    return run.table(Tables.CUSTOMER_IDS);
  }

  /**
   * The namespace of an event's external user ids; null, so joined to nobody, where it names none.
   */
  static Column externalNamespace() {
    return org.apache.spark.sql.functions.concat(
        lit(Identity.EXTERNAL_USERID), col("id_namespace"));
  }
}
