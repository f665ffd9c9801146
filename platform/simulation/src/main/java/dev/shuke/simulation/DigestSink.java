package dev.shuke.simulation;

import dev.shuke.event.Envelope;
import dev.shuke.event.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;

/** Sends nothing; keeps a SHA-256 over all records in their order, headers sorted by name. */
final class DigestSink implements Sink {

  private final MessageDigest digest = Sha256.newDigest();

  @Override
  public void send(Envelope envelope) {
    update(envelope.topic());
    update(envelope.key());
    new TreeMap<>(envelope.headers())
        .forEach(
            (name, value) -> {
              update(name);
              update(value);
            });
    update(envelope.value());
  }

  private void update(String text) {
    update(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With its length in front, so that no two lists of parts have the same bytes. */
  private void update(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  /** 64 hexadecimal digits; ends the digest. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
