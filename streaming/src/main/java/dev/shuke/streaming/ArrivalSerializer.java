package dev.shuke.streaming;

import dev.shuke.event.EventType;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Arrivals between the operators of one running job; none is ever in its state. Times are whole
 * milliseconds, as the broker and the contracts give them.
 */
final class ArrivalSerializer extends TypeSerializerSingleton<Arrival> {
  private static final long serialVersionUID = 1L;

  static final ArrivalSerializer INSTANCE = new ArrivalSerializer();

  private static final EventType[] TYPES = EventType.values();

  private static final int NO_BYTES = -1;

  @Override
  public void serialize(Arrival arrival, DataOutputView out) throws IOException {
    out.writeUTF(arrival.topic());
    out.writeInt(arrival.partition());
    out.writeLong(arrival.offset());
    out.writeLong(arrival.knownAt().toEpochMilli());
    out.writeByte(arrival.type().ordinal());
    out.writeUTF(arrival.eventId());
    write(arrival.payloadHash(), out);
    out.writeLong(arrival.occurredAt().toEpochMilli());
    out.writeInt(arrival.businessEpochDay());
    write(arrival.data(), out);
    byte[] row = arrival.row();
    if (row == null) {
      out.writeInt(NO_BYTES);
    } else {
      write(row, out);
    }
  }

  private static void write(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public Arrival deserialize(DataInputView in) throws IOException {
    return new Arrival(
        in.readUTF(),
        in.readInt(),
        in.readLong(),
        Instant.ofEpochMilli(in.readLong()),
        TYPES[in.readByte()],
        in.readUTF(),
        bytes(in.readInt(), in),
        Instant.ofEpochMilli(in.readLong()),
        in.readInt(),
        bytes(in.readInt(), in),
        row(in));
  }

  private static byte @Nullable [] row(DataInputView in) throws IOException {
    int length = in.readInt();
    return length == NO_BYTES ? null : bytes(length, in);
  }

  private static byte[] bytes(int length, DataInputView in) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public Arrival deserialize(Arrival reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Arrival copy(Arrival from) {
    return from;
  }

  @Override
  public Arrival copy(Arrival from, Arrival reuse) {
    return from;
  }

  @Override
  public @Nullable Arrival createInstance() {
    return null; // nothing is filled in later
  }

  @Override
  public int getLength() {
    return -1; // no fixed length
  }

  @Override
  public TypeSerializerSnapshot<Arrival> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink asks for one of every serializer; public so that it can make it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Arrival> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
