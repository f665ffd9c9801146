package dev.shuke.streaming;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Fingerprints as they lie in checkpoints and savepoints: 16 bytes each. */
final class FingerprintSerializer extends TypeSerializerSingleton<Fingerprint> {
  private static final long serialVersionUID = 1L;

  static final FingerprintSerializer INSTANCE = new FingerprintSerializer();

  @Override
  public void serialize(Fingerprint fingerprint, DataOutputView out) throws IOException {
    out.writeLong(fingerprint.high());
    out.writeLong(fingerprint.low());
  }

  @Override
  public Fingerprint deserialize(DataInputView in) throws IOException {
    return new Fingerprint(in.readLong(), in.readLong());
  }

  @Override
  public Fingerprint deserialize(Fingerprint reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    out.write(in, getLength());
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Fingerprint copy(Fingerprint from) {
    return from;
  }

  @Override
  public Fingerprint copy(Fingerprint from, Fingerprint reuse) {
    return from;
  }

  @Override
  public Fingerprint createInstance() {
    return new Fingerprint(0, 0);
  }

  @Override
  public int getLength() {
    return 2 * Long.BYTES;
  }

  @Override
  public TypeSerializerSnapshot<Fingerprint> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink writes it beside the state; public so that it can make it again. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Fingerprint> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
