package dev.shuke.service.run;

import java.util.Arrays;

/** Whole numbers by index, in the narrowest of 1, 2, 4 or 8 bytes that holds them all. */
interface PackedNumbers {

  long get(int index);

  /** Packs the first {@code length} of {@code values}. */
  static PackedNumbers of(long[] values, int length) {
    long min = 0;
    long max = 0;
    for (int i = 0; i < length; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    if (min >= Byte.MIN_VALUE && max <= Byte.MAX_VALUE) {
      return bytes(values, length);
    }
    if (min >= Short.MIN_VALUE && max <= Short.MAX_VALUE) {
      return shorts(values, length);
    }
    if (min >= Integer.MIN_VALUE && max <= Integer.MAX_VALUE) {
      return ints(values, length);
    }
    long[] copy = Arrays.copyOf(values, length);
    return index -> copy[index];
  }

  private static PackedNumbers bytes(long[] values, int length) {
    byte[] packed = new byte[length];
    for (int i = 0; i < length; i++) {
      packed[i] = (byte) values[i];
    }
    return index -> packed[index];
  }

  private static PackedNumbers shorts(long[] values, int length) {
    short[] packed = new short[length];
    for (int i = 0; i < length; i++) {
      packed[i] = (short) values[i];
    }
    return index -> packed[index];
  }

  private static PackedNumbers ints(long[] values, int length) {
    int[] packed = new int[length];
    for (int i = 0; i < length; i++) {
      packed[i] = (int) values[i];
    }
    return index -> packed[index];
  }
}
