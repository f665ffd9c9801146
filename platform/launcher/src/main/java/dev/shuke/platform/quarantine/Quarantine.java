package dev.shuke.platform.quarantine;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.event.FieldShape;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Templates;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import dev.shuke.quarantine.Seal;
import dev.shuke.quarantine.SealException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The quarantine of a brand, read through Trino. */
public final class Quarantine {
  /** Places named in one statement. */
  private static final int CHUNK = 200;

  private final Trino trino;
  private final Brand brand;

  public Quarantine(Trino trino, Brand brand) {
    this.trino = trino;
    this.brand = brand;
  }

  public Brand brand() {
    return brand;
  }

  /**
   * How many records were quarantined for one reason.
   *
   * @param withBytes of them, those that are kept
   * @param replayed of them, those replayed at least once
   */
  public record Reason(String reason, long records, long withBytes, long replayed) {}

  /** Most frequent first. */
  public List<Reason> reasons(Selection selection) {
    return read(
        Templates.fill("sql/quarantine_reasons.sql", values(selection.sql(brand))),
        row -> new Reason(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
  }

  /** The records meant, newest first. */
  public List<QuarantinedRecord> records(Selection selection, OptionalInt limit) {
    return records(selection.sql(brand), limit.isPresent() ? "limit " + limit.getAsInt() : "");
  }

  /**
   * The record at a place.
   *
   * @throws ShukeException when no record there is quarantined
   */
  public QuarantinedRecord record(RecordPlace place) {
    return records(Selection.sql(List.of(place)), "").stream()
        .findFirst()
        .orElseThrow(
            () ->
                ShukeException.wrongSetup(
                    "No record of %s is quarantined at %s; ./shuke quarantine list shows which are.",
                    brand.id(), place));
  }

  private List<QuarantinedRecord> records(String where, String limit) {
    Map<String, String> values = new HashMap<>(values(where));
    values.put("limit", limit);
    return read(Templates.fill("sql/quarantine.sql", values), Quarantine::record);
  }

  private static QuarantinedRecord record(ResultSet row) throws SQLException {
    String topic = row.getString("kafka_topic");
    String type = row.getString("event_type");
    int replayPartition = row.getInt("replay_partition");
    boolean isReplayed = !row.wasNull();
    return new QuarantinedRecord(
        new RecordPlace(topic, row.getInt("kafka_partition"), row.getLong("kafka_offset")),
        Instant.ofEpochSecond(row.getLong("known_at_seconds")),
        Optional.ofNullable(type).map(EventType::valueOf),
        row.getString("reason"),
        row.getString("field"),
        row.getString("expected"),
        row.getBoolean("has_bytes"),
        isReplayed
            ? Optional.of(new RecordPlace(topic, replayPartition, row.getLong("replay_offset")))
            : Optional.empty());
  }

  /** Names, types and lengths of a record's fields. */
  public List<FieldShape> shape(RecordPlace place) {
    return read(
        "select shape.name, shape.type, shape.length from %s.events.quarantine cross join unnest(shape) with ordinality"
                .formatted(brand.id())
            + " as shape (name, type, length, place) where %s order by place"
                .formatted(Selection.sql(List.of(place))),
        row -> new FieldShape(row.getString(1), row.getString(2), row.getInt(3)));
  }

  /**
   * The records at these places, opened; those without bytes are absent.
   *
   * @throws dev.shuke.brand.ConfigurationException when the brand's key cannot be used
   * @throws ShukeException when the brand has no key, or one does not open with it
   */
  public Map<RecordPlace, KeptRecord> kept(List<RecordPlace> places) {
    Seal seal = seal();
    Map<RecordPlace, KeptRecord> kept = new HashMap<>();
    for (List<RecordPlace> chunk : chunks(places)) {
      read(
              "select kafka_topic, kafka_partition, kafka_offset, sealed from %s.events.quarantine where sealed is not null and %s"
                  .formatted(brand.id(), Selection.sql(chunk)),
              row ->
                  Map.entry(
                      new RecordPlace(row.getString(1), row.getInt(2), row.getLong(3)),
                      row.getBytes(4)))
          .forEach(row -> kept.put(row.getKey(), open(seal, row.getKey(), row.getValue())));
    }
    return kept;
  }

  private Seal seal() {
    return brand
        .quarantineKey()
        .map(Seal::read)
        .orElseThrow(
            () ->
                ShukeException.wrongSetup(
                    "The brand file of %s has no key '%s', so nothing sealed can be opened.",
                    brand.id(), Brand.QUARANTINE_KEY));
  }

  private static KeptRecord open(Seal seal, RecordPlace place, byte[] sealed) {
    try {
      return KeptRecord.of(seal.open(place, sealed));
    } catch (SealException e) {
      throw ShukeException.failed("%s.", e.getMessage());
    }
  }

  /**
   * What became of replays: verdict and reason, such as {@code event}. Those not yet in the tables
   * are absent.
   */
  public Map<RecordPlace, String> outcomes(List<RecordPlace> replays) {
    Map<RecordPlace, String> outcomes = new HashMap<>();
    for (List<RecordPlace> chunk : chunks(replays)) {
      read(
              "select kafka_topic, kafka_partition, kafka_offset, verdict || coalesce(' (' || reason || ')', '') from %s.events.verdicts where %s"
                  .formatted(brand.id(), Selection.sql(chunk)),
              row ->
                  Map.entry(
                      new RecordPlace(row.getString(1), row.getInt(2), row.getLong(3)),
                      row.getString(4)))
          .forEach(row -> outcomes.put(row.getKey(), row.getValue()));
    }
    return outcomes;
  }

  private Map<String, String> values(String where) {
    return Map.of("brand", brand.id(), "where", where);
  }

  private <T> List<T> read(String sql, Trino.RowReader<T> reader) {
    try {
      return trino.query(sql, reader);
    } catch (SQLException e) {
      throw ShukeException.failed(
          "Trino cannot read the quarantine of %s: %s. Is it up (./shuke status)?",
          brand.id(), e.getMessage());
    }
  }

  static <T> List<List<T>> chunks(List<T> all) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.subList(from, Math.min(from + CHUNK, all.size())));
    }
    return chunks;
  }
}
