package dev.shuke.streaming;

import java.nio.ByteBuffer;

/**
 * The first 128 bits of a SHA-256, by which the job's state knows ids and payloads: a quarter of an
 * id's text and half of a payload's hash, in every look-up, flush and checkpoint. That two of 24
 * million ids share one has a chance of one in 10^24 (half the square of their number, by 2^128).
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
