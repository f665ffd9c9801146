package dev.shuke.service.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ids of one namespace, both ways: id to customer number and back.
 *
 * <p>Ids lie as UTF-8 bytes one behind the other, in order of their customer number; a hash table
 * of entry numbers finds them. That is about 16 bytes an id beside its own, where a map of strings
 * takes over 100.
 */
final class IdColumn {

  private static final int FREE = -1;

  private final byte[] bytes;
  private final int[] starts;
  private final int[] customerNos;
  private final int[] slots;

  private IdColumn(byte[] bytes, int[] starts, int[] customerNos, int[] slots) {
    this.bytes = bytes;
    this.starts = starts;
    this.customerNos = customerNos;
    this.slots = slots;
  }

  /** The customer's number, or -1. */
  int customerNo(String id) {
    byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
    int mask = slots.length - 1;
    for (int slot = hash(wanted, 0, wanted.length) & mask; ; slot = (slot + 1) & mask) {
      int entry = slots[slot];
      if (entry == FREE) {
        return -1;
      }
      if (Arrays.equals(wanted, 0, wanted.length, bytes, starts[entry], starts[entry + 1])) {
        return customerNos[entry];
      }
    }
  }

  /** The ids of a customer, sorted; empty when it has none here. */
  List<String> ids(int customerNo) {
    int entry = Arrays.binarySearch(customerNos, customerNo);
    if (entry < 0) {
      return List.of();
    }
    while (entry > 0 && customerNos[entry - 1] == customerNo) {
      entry--;
    }
    List<String> ids = new ArrayList<>(1);
    for (; entry < customerNos.length && customerNos[entry] == customerNo; entry++) {
      ids.add(text(entry));
    }
    ids.sort(null);
    return ids;
  }

  private String text(int entry) {
    return new String(
        bytes, starts[entry], starts[entry + 1] - starts[entry], StandardCharsets.UTF_8);
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0x811c9dc5; // FNV-1a, then mixed, because a slot is its low bits
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x01000193;
    }
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    return hash ^ (hash >>> 13);
  }

  /** Gathers ids in any order. */
  static final class Builder {

    private byte[] bytes = new byte[1 << 12];
    private int[] starts = new int[1 << 8];
    private int[] customerNos = new int[1 << 8];
    private int count;

    void add(String id, int customerNo) {
      byte[] added = id.getBytes(StandardCharsets.UTF_8);
      int start = starts[count];
      if (count + 2 > starts.length) {
        starts = Arrays.copyOf(starts, grown(starts.length, count + 2));
        customerNos = Arrays.copyOf(customerNos, starts.length);
      }
      if ((long) start + added.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, grown(bytes.length, (long) start + added.length));
      }
      System.arraycopy(added, 0, bytes, start, added.length);
      customerNos[count] = customerNo;
      starts[++count] = start + added.length;
    }

    /**
     * The column.
     *
     * @throws UnusableRunException when an id is there twice
     */
    IdColumn build() {
      long[] order = new long[count];
      for (int i = 0; i < count; i++) {
        order[i] = ((long) customerNos[i] << 32) | i;
      }
      Arrays.sort(order);
      byte[] sortedBytes = new byte[starts[count]];
      int[] sortedStarts = new int[count + 1];
      int[] sortedNos = new int[count];
      for (int i = 0; i < count; i++) {
        int old = (int) order[i];
        int length = starts[old + 1] - starts[old];
        System.arraycopy(bytes, starts[old], sortedBytes, sortedStarts[i], length);
        sortedStarts[i + 1] = sortedStarts[i] + length;
        sortedNos[i] = (int) (order[i] >>> 32);
      }
      return new IdColumn(
          sortedBytes, sortedStarts, sortedNos, slots(sortedBytes, sortedStarts, count));
    }

    /** A table at most two thirds full, so that a search ends soon. */
    private static int[] slots(byte[] bytes, int[] starts, int count) {
      int[] slots = new int[Math.max(2, Integer.highestOneBit(count + count / 2) << 1)];
      Arrays.fill(slots, FREE);
      int mask = slots.length - 1;
      for (int entry = 0; entry < count; entry++) {
        int from = starts[entry];
        int to = starts[entry + 1];
        int slot = hash(bytes, from, to) & mask;
        while (slots[slot] != FREE) {
          int other = slots[slot];
          if (Arrays.equals(bytes, from, to, bytes, starts[other], starts[other + 1])) {
            throw new UnusableRunException("core.customer_ids has an identity twice");
          }
          slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
      }
      return slots;
    }

    private static int grown(int length, long needed) {
      long most = Integer.MAX_VALUE - 8L;
      if (needed > most) {
        throw new UnusableRunException("A namespace holds more than 2 GiB of ids");
      }
      return (int) Math.min(most, Math.max(needed, length + (length >> 1)));
    }
  }
}
