package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.Field;
import dev.shuke.event.FieldShape;
import dev.shuke.event.FieldType;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import dev.shuke.quarantine.Seal;
import dev.shuke.table.Catalogs;
import dev.shuke.table.EventColumns;
import dev.shuke.table.Tables;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows are written to Iceberg and read back. */
class RowsTest {

  private static final Instant KNOWN = Samples.OCCURRED.plusMillis(4_567);

  @TempDir Path folder;
  private TestBrand brand;

  @BeforeEach
  void createTables() throws Exception {
    brand = TestBrand.in(folder);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void writesTheColumnsInTheOrderOfTheTable(EventType type) {
    List<String> columns =
        Stream.concat(
                EventColumns.HEAD.stream(), type.contract().fields().stream().map(Field::column))
            .toList();

    assertThat(
            Tables.all().stream()
                .filter(table -> table.name().equals(Tables.events(type)))
                .flatMap(table -> table.schema().columns().stream())
                .map(Types.NestedField::name))
        .isEqualTo(columns);
  }

  @ParameterizedTest
  @MethodSource("dev.shuke.streaming.Samples#ofEachType")
  void keepsEveryFieldOfAnEvent(Event event) throws Exception {
    Arrival arrival = Samples.arrival(event, 42, KNOWN);

    Record row = written(Tables.events(arrival.type()), EventRows.row(arrival));

    assertThat(row.getField("kafka_topic")).isEqualTo("test." + arrival.type().source());
    assertThat(row.getField("kafka_partition")).isEqualTo(0);
    assertThat(row.getField("kafka_offset")).isEqualTo(42L);
    assertThat(row.getField("known_at")).isEqualTo(KNOWN.atOffset(ZoneOffset.UTC));
    assertThat(row.getField("event_id")).isEqualTo(arrival.eventId());
    assertThat(row.getField("payload_hash")).isEqualTo(ByteBuffer.wrap(arrival.payloadHash()));
    assertThat(row.getField("business_date")).isEqualTo(LocalDate.parse("2026-03-02"));
    assertThat(row.getField("flags")).isEqualTo(event.flags());
    assertThat(row.getField("unknown_fields")).isNull();
    for (Field field : arrival.type().contract().fields()) {
      assertThat(plain(row.getField(field.column())))
          .as(field.column())
          .isEqualTo(expected(field.type(), field.valueIn(event)));
    }
  }

  @Test
  void keepsTheLinesOfAnOrder() throws Exception {
    Record row =
        written(
            Tables.events(EventType.ORDER),
            EventRows.row(Samples.arrival(Samples.fullOrder(), 1, KNOWN)));

    List<?> items = (List<?>) row.getField("items");
    Record first = (Record) items.get(0);
    Record second = (Record) items.get(1);
    assertThat(first.getField("qty")).isEqualTo(new BigDecimal("1.500"));
    assertThat(first.getField("unit_price")).isEqualTo(new BigDecimal("12.3456"));
    assertThat(first.getField("line_amount_fen")).isEqualTo(12_345L);
    assertThat(first.getField("attrs")).isEqualTo(Map.of("taste", "spicy", "size", "大"));
    assertThat(second.getField("qty")).isEqualTo(new BigDecimal("0.000"));
    assertThat(second.getField("unit_price")).isNull();
    assertThat(second.getField("attrs")).isNull();
    assertThat(((Record) row.getField("person_ref")).getField("phone_hash")).isEqualTo("ab12");
    assertThat(row.getField("order_source")).isEqualTo("mini_program");
    assertThat(row.getField("amount_paid_fen")).isEqualTo(12_000L);
    assertThat(row.getField("flags")).isEqualTo(List.of("zero_quantity"));
    assertThat(row.getField("refund_no")).isNull();
  }

  @Test
  void keepsFieldsTheContractDoesNotName() throws Exception {
    KafkaRecord told = Samples.told(Samples.record(), 0, 1, KNOWN);
    String json = new String(told.value(), StandardCharsets.UTF_8);
    byte[] more =
        (json.substring(0, json.length() - 1) + ",\"z\":[1],\"a\":\"x\"}")
            .getBytes(StandardCharsets.UTF_8);
    EventReader.Outcome outcome =
        new EventReader(TestBrand.CALENDAR)
            .read(Samples.kafka(told.topic(), 0, 1, KNOWN, told.ceType(), more));

    Record row =
        written(
            Tables.events(EventType.RECORD),
            EventRows.row(((EventReader.Outcome.Young) outcome).arrival()));

    assertThat(row.getField("unknown_fields")).isEqualTo("{\"a\":\"x\",\"z\":[1]}");
  }

  @Test
  void keepsTheJsonOfALateArrival() throws Exception {
    Arrival arrival = Samples.arrival(Samples.record(), 3, KNOWN);

    Record row = written(Tables.LATE, Rows.late(arrival));

    assertThat(row.getField("event_type")).isEqualTo("RECORD");
    assertThat(row.getField("event_id")).isEqualTo(arrival.eventId());
    assertThat(row.getField("payload_hash")).isEqualTo(ByteBuffer.wrap(arrival.payloadHash()));
    assertThat(row.getField("occurred_at")).isEqualTo(Samples.OCCURRED.atOffset(ZoneOffset.UTC));
    assertThat(row.getField("business_date")).isEqualTo(LocalDate.parse("2026-03-02"));
    assertThat(row.getField("data")).isEqualTo(new String(arrival.data(), StandardCharsets.UTF_8));
  }

  @Test
  void keepsThePlaceOfADuplicate() throws Exception {
    Arrival arrival = Samples.arrival(Samples.chat(), 5, KNOWN);

    Record row = written(Tables.DUPLICATES, Rows.duplicate(arrival));

    assertThat(row.getField("kafka_offset")).isEqualTo(5L);
    assertThat(row.getField("event_type")).isEqualTo("CHAT");
    assertThat(row.getField("event_id")).isEqualTo(arrival.eventId());
    assertThat(row.getField("occurred_at")).isEqualTo(Samples.OCCURRED.atOffset(ZoneOffset.UTC));
  }

  @Test
  void keepsTheReasonAndShapeOfARefusal() throws Exception {
    Refusal refusal =
        new Refusal(
            "test.orders",
            1,
            9,
            KNOWN,
            null,
            null,
            "broken_json",
            "",
            "one JSON object",
            List.of(new FieldShape("(bytes)", "bytes", 12), new FieldShape("a", "string", 3)),
            new byte[] {1, 2, 3});

    Record row = written(Tables.QUARANTINE, Rows.quarantine(refusal, null));

    assertThat(row.getField("event_type")).isNull();
    assertThat(row.getField("event_id")).isNull();
    assertThat(row.getField("reason")).isEqualTo("broken_json");
    assertThat(row.getField("field")).isEqualTo("");
    assertThat(row.getField("expected")).isEqualTo("one JSON object");
    List<?> shape = (List<?>) row.getField("shape");
    assertThat(shape).hasSize(2);
    assertThat(((Record) shape.get(1)).getField("name")).isEqualTo("a");
    assertThat(((Record) shape.get(1)).getField("length")).isEqualTo(3);
    // Without a key nothing is kept, rather than something that anybody can read.
    assertThat(row.getField("sealed")).isNull();
  }

  @Test
  void sealsTheRecordOfARefusalAsItCame() throws Exception {
    byte[] whole = EventJson.write(Samples.fullOrder());
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    KafkaRecord told = Samples.kafka("test.orders", 1, 9, KNOWN, EventType.ORDER.ceType(), half);

    Record row = quarantined(refused(told));

    RecordPlace place = new RecordPlace("test.orders", 1, 9);
    KeptRecord kept = KeptRecord.of(seal().open(place, sealed(row)));
    assertThat(kept.value()).isEqualTo(told.value());
    assertThat(kept.key()).isEqualTo(told.key());
    assertThat(kept.headers()).isEqualTo(told.headers());
    String columns = new String(sealed(row), StandardCharsets.ISO_8859_1) + row.getField("shape");
    assertThat(columns).doesNotContain("o-1", "m7");
  }

  @Test
  void keepsNothingOfAChatWhereverItCame() throws Exception {
    KafkaRecord chat = Samples.told(Samples.chat(), 0, 1, KNOWN);
    KafkaRecord order = Samples.told(Samples.fullOrder(), 0, 1, KNOWN);
    KafkaRecord ahead = Samples.told(Samples.chat(), 0, 1, KNOWN.minus(Duration.ofDays(2)));
    for (KafkaRecord at :
        List.of(
            Samples.kafka("test.chats", 0, 1, KNOWN, null, new byte[] {'{'}),
            Samples.kafka("test.chats", 0, 1, KNOWN, order.ceType(), order.value()),
            Samples.kafka("test.orders", 0, 1, KNOWN, chat.ceType(), chat.value()),
            Samples.kafka("test.orders", 0, 1, KNOWN, "dev.shuke.chat_event.v2", chat.value()),
            ahead)) {
      assertThat(Rows.quarantine(refused(at), seal()).isNullAt(10)).as(at.toString()).isTrue();
    }
  }

  private Refusal refused(KafkaRecord at) {
    return ((EventReader.Outcome.Refused) new EventReader(TestBrand.CALENDAR).read(at)).refusal();
  }

  private Seal seal() {
    return Seal.read(brand.brand().quarantineKey().orElseThrow());
  }

  private Record quarantined(Refusal refusal) throws Exception {
    return written(Tables.QUARANTINE, Rows.quarantine(refusal, seal()));
  }

  private static byte[] sealed(Record row) {
    return ((ByteBuffer) row.getField("sealed")).array();
  }

  /** What a contract's value should look like when read back, told independently of the code. */
  private static @Nullable Object expected(FieldType type, @Nullable Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    } else if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    } else if (type instanceof FieldType.ListOf list && value != null) {
      List<Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(expected(list.element(), element)));
      return elements;
    } else if (type instanceof FieldType.Struct struct && value != null) {
      Map<String, Object> fields = new HashMap<>();
      struct
          .fields()
          .forEach(
              field -> fields.put(field.column(), expected(field.type(), field.valueIn(value))));
      return fields;
    }
    return value;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Record record) {
      Map<String, Object> fields = new HashMap<>();
      record
          .struct()
          .fields()
          .forEach(field -> fields.put(field.name(), plain(record.getField(field.name()))));
      return fields;
    } else if (value instanceof List<?> list) {
      return list.stream().map(RowsTest::plain).toList();
    }
    return value;
  }

  private Record written(String name, RowData row) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand.brand())) {
      Table table = opened.catalog().loadTable(TableIdentifier.parse(name));
      RowDataTaskWriterFactory factory =
          new RowDataTaskWriterFactory(
              table,
              FlinkSchemaUtil.convert(table.schema()),
              128L << 20,
              FileFormat.PARQUET,
              Map.of(),
              List.of(),
              false);
      factory.initialize(1, 1);
      AppendFiles append = table.newAppend();
      try (TaskWriter<RowData> writer = factory.create()) {
        writer.write(row);
        for (DataFile file : writer.dataFiles()) {
          append.appendFile(file);
        }
      }
      append.commit();
    }
    List<Record> rows = brand.rows(name);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
