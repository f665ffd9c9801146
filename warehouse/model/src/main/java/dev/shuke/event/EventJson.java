package dev.shuke.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads events from the {@code data} JSON of a Kafka record, and writes them. */
public final class EventJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(40).build())
          .build();

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
      MessageDigest digest = Sha256.newDigest();
      try (JsonParser in = parser(value)) {
        ContractReader reader = ContractReader.withCanonical(in, value.length);
        Event event = (Event) reader.read(type.contract().root());
        reader.canonical().addTo(digest);
        return new Reading.Accepted(
            type, event, eventId(type, event), digest.digest(), reader.unknownFields());
      }
    } catch (CharacterCodingException e) {
      return refuse("bad_utf8", "", "UTF-8", value);
    } catch (JsonProcessingException e) {
      return refuse("broken_json", "", "one JSON object", value);
    } catch (ContractViolation e) {
      // The reader stopped at the field; what cannot be read at all is said to be so first.
      return isBroken(value)
          ? refuse("broken_json", "", "one JSON object", value)
          : refuse(e.reason(), e.field(), e.expected(), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBroken(byte[] value) {
    try (JsonParser in = parser(value)) {
      if (in.nextToken() != null) {
        new CanonicalJson(value.length).copy(in);
      }
      return in.nextToken() != null;
    } catch (IOException e) {
      // Broken is the answer; where does not matter.
      return true;
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
      ContractWriter.write(EventType.of(event).contract().fields(), event, out);
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

  /**
   * Reads a value again that was accepted before, such as the data of a late row, without deriving
   * its id and hash anew.
   *
   * @throws ContractViolation when the contract has become narrower since
   */
  public static Told again(EventType type, byte[] value) {
    try (JsonParser in = parser(value)) {
      ContractReader reader = ContractReader.ofValues(in, value.length);
      return new Told((Event) reader.read(type.contract().root()), reader.unknownFields());
    } catch (IOException e) {
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
