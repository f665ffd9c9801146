package dev.shuke.customer;

import dev.shuke.event.Sha256;
import java.nio.ByteBuffer;

/**
 * A customer's lasting place in a stable percentage, 0 to 9,999: salt 'holdout' and buckets below
 * 500 are always the same five per cent.
 *
 * <p>First 8 bytes of SHA-256(salt ‖ 0x1F ‖ customer number in decimal), unsigned, mod 10,000
 * (design.md section 5). Stored once per customer; engines read the column, none hashes.
 */
public final class StableBucket {

  public static final int BUCKETS = 10_000;

  private StableBucket() {}

  public static int of(String salt, int customerNo) {
    byte[] digest = Sha256.of(salt + '\u001f' + customerNo);
    return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), BUCKETS);
  }
}
