package dev.shuke.streaming;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.Event;
import dev.shuke.event.FieldShape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializationTest {

  @ParameterizedTest
  @ValueSource(classes = {KafkaRecord.class, Refusal.class})
  void needsNoKryoBetweenOperators(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }

  @ParameterizedTest
  @MethodSource("dev.shuke.streaming.Samples#ofEachType")
  void carriesAnArrivalOfEachType(Event event) throws Exception {
    Arrival young = Samples.arrival(event, 42, Samples.OCCURRED.plusMillis(1));
    assertThat(young.row()).isNotNull();

    assertThat(copy(young, Arrival.class)).usingRecursiveComparison().isEqualTo(young);
  }

  @Test
  void carriesAnOldArrivalWithoutARow() throws Exception {
    KafkaRecord late =
        Samples.told(Samples.fullOrder(), 3, 42, Samples.OCCURRED.plusSeconds(86_401));
    Arrival old =
        ((EventReader.Outcome.Old) new EventReader(TestBrand.CALENDAR).read(late)).arrival();
    assertThat(old.row()).isNull();

    assertThat(copy(old, Arrival.class)).usingRecursiveComparison().isEqualTo(old);
  }

  @Test
  void carriesARefusalWithNulls() throws Exception {
    Refusal refusal =
        new Refusal(
            "test.orders",
            1,
            5,
            Instant.EPOCH,
            null,
            null,
            "broken_json",
            "",
            "one JSON object",
            List.of(new FieldShape("(bytes)", "bytes", 12)),
            null);

    assertThat(copy(refusal, Refusal.class)).isEqualTo(refusal);
  }

  @Test
  void carriesATombstone() throws Exception {
    KafkaRecord tombstone =
        new KafkaRecord("test.orders", 0, 7, Instant.EPOCH, Map.of("ce_type", "x"), null, null);

    assertThat(copy(tombstone, KafkaRecord.class)).isEqualTo(tombstone);
  }

  private static <T> T copy(T value, Class<T> type) throws Exception {
    TypeSerializer<T> serializer =
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
