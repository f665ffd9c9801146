package dev.shuke.streaming;

import java.nio.ByteBuffer;

/**
 * The first 128 bits of a SHA-256, by which the job's state knows ids and payloads: less than half
 * as large as the whole, and half of it is what a checkpoint waits for. Two of 24 million ids share
 * one by chance in one of 10^24 cases.
 */
record Fingerprint(long high, long low) {

  /**
   * @param hash in hexadecimal
   */
  static Fingerprint of(String hash) {
    return new Fingerprint(
        Long.parseUnsignedLong(hash, 0, 16, 16), Long.parseUnsignedLong(hash, 16, 32, 16));
  }

  static Fingerprint of(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new Fingerprint(bytes.getLong(), bytes.getLong());
  }
}
