package dev.shuke.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events from the {@code data} JSON of a Kafka record, and writes them. */
public final class EventJson {

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(40).build())
          .build();
  static final ObjectMapper MAPPER =
      new ObjectMapper(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private EventJson() {}

  /**
   * Reads one record.
   *
   * @param ceType the CloudEvents type header, null when the record has none
   * @param value the record's value, null for a tombstone
   * @return the event, or why there is none; never throws on any input
   */
  public static Reading read(@Nullable String ceType, byte @Nullable [] value) {
    EventType type = ceType == null ? null : EventType.ofCeType(ceType).orElse(null);
    if (type == null) {
      String expected = "a header ce_type such as " + EventType.ORDER.ceType();
      return refuse("unknown_type", "ce_type", expected, value);
    }
    if (value == null || value.length == 0) {
      return refuse("empty", "", "a JSON object", value);
    }
    return read(type, value);
  }

  /** Reads one record whose type is known. */
  public static Reading read(EventType type, byte[] value) {
    try {
      // Jackson reads some broken UTF-8 as other characters; what is stored must be what was sent.
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      JsonNode data = MAPPER.readTree(value);
      Event event = type.contract().read(data);
      return new Reading.Accepted(
          type,
          event,
          eventId(type, event),
          payloadHash(data),
          unknownFields(type.contract(), data));
    } catch (CharacterCodingException e) {
      return refuse("bad_utf8", "", "UTF-8", value);
    } catch (JsonProcessingException e) {
      return refuse("broken_json", "", "one JSON object", value);
    } catch (ContractViolation e) {
      return refuse(e.reason(), e.field(), e.expected(), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reading refuse(
      String reason, String field, String expected, byte @Nullable [] value) {
    return new Reading.Refused(reason, field, expected, FieldShape.of(value));
  }

  /** The data of an event as JSON, without the fields it has no value for. */
  public static byte[] write(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      JsonFields.write(EventType.of(event).contract().fields(), event, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The id under which the same fact is known however often it is told: 32 hexadecimal digits of a
   * SHA-256 over type, identity and time.
   */
  public static String eventId(EventType type, Event event) {
    String parts = String.join("\u001f", event.identity());
    String key = type.name() + '\u001f' + parts + '\u001f' + event.occurredAt().toEpochMilli();
    return HexFormat.of().formatHex(Sha256.of(key), 0, 16);
  }

  /** A back-fill marker does not make another payload, so it is left out. */
  private static byte[] payloadHash(JsonNode data) {
    return Sha256.newDigest().digest(CanonicalJson.bytes(data, "is_replay"));
  }

  private static @Nullable String unknownFields(Contract<?> contract, JsonNode data) {
    ObjectNode unknown = null;
    for (Map.Entry<String, JsonNode> field : data.properties()) {
      if (!contract.names(field.getKey())) {
        unknown = unknown == null ? MAPPER.createObjectNode() : unknown;
        unknown.set(field.getKey(), field.getValue());
      }
    }
    return unknown == null ? null : CanonicalJson.write(unknown);
  }

  /**
   * Reads a value again that was accepted before, such as the data of a late row, without deriving
   * its id and hash anew.
   *
   * @throws ContractViolation when the contract has become narrower since
   */
  public static Told again(EventType type, String value) {
    try {
      JsonNode data = MAPPER.readTree(value);
      return new Told(type.contract().read(data), unknownFields(type.contract(), data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was accepted as JSON is none any more", e);
    }
  }

  /**
   * An event with what its contract doesn't name.
   *
   * @param unknownFields as in {@link Reading.Accepted}
   */
  public record Told(Event event, @Nullable String unknownFields) {}

  /** For shapes of broken input: a parser that reads as far as it can. */
  static JsonParser parser(byte[] value) throws IOException {
    return FACTORY.createParser(value);
  }
}
