package dev.shuke.streaming;

import java.util.ArrayList;
import java.util.List;

/**
 * A Bloom filter that grows with its ids. All bits of an id lie in one word, so that asking costs
 * one look into memory (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters",
 * 2007). Of ids that it does not hold it takes fewer than one in thirty for held.
 */
final class IdFilter {

  /** Of the last part, once it is full. */
  private static final int BITS_AN_ID = 16;

  private static final int BITS_SET = 4;

  /**
   * A power of two, as {@link #GROWTH}: the place of a word is taken from the last bits of an id.
   */
  private static final int FIRST_WORDS = 1 << 10;

  /** Few parts to ask. */
  private static final int GROWTH = 4;

  private final List<long[]> parts = new ArrayList<>();

  /** Ids that the last part still takes. */
  private int free;

  /** Never false of an id that was added. */
  boolean mayHold(Fingerprint id) {
    long bits = bits(id);
    for (long[] part : parts) {
      if ((part[word(id, part)] & bits) == bits) {
        return true;
      }
    }
    return false;
  }

  void add(Fingerprint id) {
    if (free == 0) {
      int words = nextWords();
      parts.add(new long[words]);
      free = words * Long.SIZE / BITS_AN_ID;
    }
    long[] part = parts.get(parts.size() - 1);
    part[word(id, part)] |= bits(id);
    free--;
  }

  /** Whether the next id needs another part. */
  boolean isFull() {
    return free == 0;
  }

  /** Of memory. */
  long bytes() {
    return parts.stream().mapToLong(part -> (long) part.length * Long.BYTES).sum();
  }

  /** Of memory, after the next part. */
  long nextBytes() {
    return bytes() + (long) nextWords() * Long.BYTES;
  }

  private int nextWords() {
    return parts.isEmpty() ? FIRST_WORDS : parts.get(parts.size() - 1).length * GROWTH;
  }

  private static int word(Fingerprint id, long[] part) {
    return (int) id.high() & (part.length - 1);
  }

  /** Each place is the last six bits of what is shifted to the end. */
  private static long bits(Fingerprint id) {
    long bits = 0;
    for (int i = 0; i < BITS_SET; i++) {
      bits |= 1L << (id.low() >>> (6 * i));
    }
    return bits;
  }
}
