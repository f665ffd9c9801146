package dev.shuke.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/** Kafka's records with their places, whatever is in them. */
final class KafkaRecords implements KafkaRecordDeserializationSchema<KafkaRecord> {
  private static final long serialVersionUID = 1L;

  KafkaRecords() {}

  /**
   * All topics of the brand, from the start unless a restored state knows better. The offsets
   * committed to Kafka are for people and tools only.
   */
  static KafkaSource<KafkaRecord> source(EventsConfig config) {
    return KafkaSource.<KafkaRecord>builder()
        .setBootstrapServers(config.brand().kafkaBootstrap())
        .setTopics(config.topics())
        .setGroupId(config.jobName())
        .setClientIdPrefix(config.jobName())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperty("commit.offsets.on.checkpoint", "true")
        .setDeserializer(new KafkaRecords())
        .build();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KafkaRecord> out) {
    if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
      throw new IllegalStateException(
          ("Offset %d of %s-%d carries its producer's time, expected the broker's."
                  + " Set message.timestamp.type=LogAppendTime on the topic and write the record"
                  + " again")
              .formatted(record.offset(), record.topic(), record.partition()));
    }
    out.collect(
        new KafkaRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            Instant.ofEpochMilli(record.timestamp()),
            headers(record),
            record.key(),
            record.value()));
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  @Override
  public TypeInformation<KafkaRecord> getProducedType() {
    return TypeInformation.of(KafkaRecord.class);
  }
}
