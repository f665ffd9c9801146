package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {

  @Test
  void keepsThePlaceAndTheBrokersTimeOfATombstone() {
    assertThat(read(TimestampType.LOG_APPEND_TIME))
        .containsExactly(
            new KafkaRecord(
                "test.orders",
                1,
                7,
                Instant.ofEpochMilli(123),
                Map.of("ce_type", "dev.shuke.order_event.v1", "ce_id", "7"),
                null,
                null));
  }

  @Test
  void refusesATopicThatKeepsItsProducersTime() {
    assertThatThrownBy(() -> read(TimestampType.CREATE_TIME))
        .hasMessage(
            "Offset 7 of test.orders-1 carries its producer's time, expected the broker's."
                + " Set message.timestamp.type=LogAppendTime on the topic and write the record"
                + " again");
  }

  private static List<KafkaRecord> read(TimestampType timestampType) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        "ce_type", "dev.shuke.order_event.v1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    headers.add("ce_id", new byte[] {'7'});
    headers.add("ce_time", null);
    List<KafkaRecord> records = new ArrayList<>();
    new KafkaRecords()
        .deserialize(
            new ConsumerRecord<>(
                "test.orders",
                1,
                7,
                123,
                timestampType,
                -1,
                -1,
                null,
                null,
                headers,
                Optional.empty()),
            new ListCollector<>(records));
    return records;
  }
}
