package dev.shuke.quarantine;

import dev.shuke.event.Envelope;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What replay needs of a quarantined record: key, headers and value as they came. It leaves memory
 * sealed only ({@link Seal}), because a key or a value may identify a person.
 *
 * <p>Of chats nothing is kept: what they say must never be stored, and a refused record may say
 * anything (design.md decision 13).
 *
 * @param headers as UTF-8; of two with one name the last
 * @param value null for a tombstone
 */
public record KeptRecord(
    byte @Nullable [] key, Map<String, String> headers, byte @Nullable [] value) {

  /** Whole UTC days after the one on which the broker took the record; then care drops it. */
  public static final Period KEPT = Period.ofDays(30);

  private static final int NONE = -1;
  private static final String CHAT_TYPE = "dev.shuke.chat_event.";

  /** The start of the oldest UTC day whose records are still kept at {@code now}. */
  public static Instant keptFrom(Instant now) {
    return now.atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .minus(KEPT)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  /** Whether topic or CloudEvents type say that a record is of a chat, of whatever version. */
  public static boolean isChat(String topic, @Nullable String ceType) {
    return topic.endsWith("." + EventType.CHAT.source())
        || (ceType != null && ceType.startsWith(CHAT_TYPE));
  }

  /**
   * A record that its contract accepted, such as one in conflict with an earlier telling. Key and
   * headers are made anew from the event; its {@code ce_source} is not known any more.
   */
  public static KeptRecord accepted(EventType type, byte[] data) {
    Envelope envelope = Envelope.of("", "", EventJson.again(type, data).event());
    Map<String, String> headers = new LinkedHashMap<>(envelope.headers());
    headers.remove("ce_source");
    return new KeptRecord(envelope.key().getBytes(StandardCharsets.UTF_8), headers, data);
  }

  /** All of it as bytes, for sealing. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(key, out);
      out.writeInt(headers.size());
      for (Map.Entry<String, String> header : headers.entrySet()) {
        write(header.getKey().getBytes(StandardCharsets.UTF_8), out);
        write(header.getValue().getBytes(StandardCharsets.UTF_8), out);
      }
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The record whose {@link #bytes} these are. */
  public static KeptRecord of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte[] key = read(in);
      Map<String, String> headers = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        headers.put(text(in), text(in));
      }
      return new KeptRecord(key, headers, read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("These are not the bytes of a kept record", e);
    }
  }

  private static void write(byte @Nullable [] part, DataOutputStream out) throws IOException {
    if (part == null) {
      out.writeInt(NONE);
    } else {
      out.writeInt(part.length);
      out.write(part);
    }
  }

  private static byte @Nullable [] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NONE ? null : in.readNBytes(length);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** Never the content: it may end in a log. */
  @Override
  public String toString() {
    return "KeptRecord of " + (value == null ? "no" : value.length) + " bytes";
  }
}
