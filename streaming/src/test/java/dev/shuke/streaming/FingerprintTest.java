package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final String HASH =
      "fedcba98765432100123456789abcdefffffffffffffffffffffffffffffffff";

  @Test
  void isTheSameOfAHashAndOfItsText() {
    Fingerprint expected = new Fingerprint(0xfedcba9876543210L, 0x0123456789abcdefL);

    assertThat(Fingerprint.of(HASH)).isEqualTo(expected);
    assertThat(Fingerprint.of(HexFormat.of().parseHex(HASH))).isEqualTo(expected);
  }

  @Test
  void comesBackFromACheckpoint() throws Exception {
    Fingerprint fingerprint = Fingerprint.of(HASH);
    DataOutputSerializer written = new DataOutputSerializer(1);
    FingerprintSerializer.INSTANCE.serialize(fingerprint, written);
    byte[] bytes = written.getCopyOfBuffer();

    assertThat(bytes).hasSize(FingerprintSerializer.INSTANCE.getLength());
    assertThat(FingerprintSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes)))
        .isEqualTo(fingerprint);
  }
}
