package dev.shuke.simulation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.shuke.event.Envelope;
import dev.shuke.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;

/**
 * Sorts the free fields of records. The JDK's immutable maps iterate in an order that differs from
 * one JVM to the next, and a seed must give the same bytes in each.
 */
final class StableJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private StableJson() {}

  static Envelope of(Envelope envelope) {
    if (!EventType.RECORD.ceType().equals(envelope.headers().get("ce_type"))) {
      return envelope;
    }
    try {
      byte[] sorted = JSON.writeValueAsBytes(JSON.readValue(envelope.value(), OBJECT));
      return new Envelope(envelope.topic(), envelope.key(), envelope.headers(), sorted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
