package dev.shuke.tag;

import dev.shuke.customer.Utf8Order;
import dev.shuke.event.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a run's tag values: same inputs, same hash, however the files are written.
 *
 * <p>Rows come by customer number, tag id in UTF-8 order, position. Each row is, in this order and
 * big-endian: customer number (4 bytes), tag id (4 bytes of length in bytes, then UTF-8), position
 * (4 bytes), value (as the tag id), number (8 bytes; {@link Long#MIN_VALUE} for none), next change
 * (8 bytes, days since 1970-01-01; {@link Long#MIN_VALUE} for never), definition version (4 bytes).
 */
public final class ContentHash {

  private final MessageDigest digest = Sha256.newDigest();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
  private int lastCustomerNo = -1;
  private String lastTagId = "";
  private int lastPosition;
  private long rows;

  /** Takes the next value of a customer. */
  public void add(int customerNo, TagValue value) {
    add(
        customerNo,
        value.tagId(),
        value.position(),
        value.value(),
        value.number(),
        value.nextChange(),
        value.definitionVersion());
  }

  /**
   * Takes the next row.
   *
   * @throws IllegalArgumentException when it does not come after the row before
   */
  public void add(
      int customerNo,
      String tagId,
      int position,
      String value,
      @Nullable Long number,
      @Nullable LocalDate nextChange,
      int definitionVersion) {
    refuseUnsorted(customerNo, tagId, position);
    putInt(customerNo);
    putText(tagId);
    putInt(position);
    putText(value);
    putLong(number == null ? Long.MIN_VALUE : number);
    putLong(nextChange == null ? Long.MIN_VALUE : nextChange.toEpochDay());
    putInt(definitionVersion);
    rows++;
  }

  /** How many rows it has taken. */
  public long rows() {
    return rows;
  }

  /** The hash of all rows so far, in lower-case hexadecimal; further rows may follow. */
  public String hex() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refuseUnsorted(int customerNo, String tagId, int position) {
    int order = Integer.compare(lastCustomerNo, customerNo);
    if (order == 0) {
      order = Utf8Order.compare(lastTagId, tagId);
    }
    if (order == 0) {
      order = Integer.compare(lastPosition, position);
    }
    if (order >= 0) {
      throw new IllegalArgumentException(
          "Row (%d, %s, %d) comes after (%d, %s, %d), expected rows sorted by customer, tag and position, each once"
              .formatted(customerNo, tagId, position, lastCustomerNo, lastTagId, lastPosition));
    }
    lastCustomerNo = customerNo;
    lastTagId = tagId;
    lastPosition = position;
  }

  private void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putInt(bytes.length);
    digest.update(bytes);
  }

  private void putInt(int value) {
    digest.update(number.clear().putInt(value).flip());
  }

  private void putLong(long value) {
    digest.update(number.clear().putLong(value).flip());
  }
}
