package dev.shuke.service.run;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who has a value of a tag, and when it can change; gives each of them an index, so that what is
 * kept per customer takes room only for those.
 */
final class Presence {

  private static final int NEVER = 0;

  private final RoaringBitmap customers;
  private final PackedNumbers changeDays;
  private final LocalDate asOf;

  private Presence(RoaringBitmap customers, PackedNumbers changeDays, LocalDate asOf) {
    this.customers = customers;
    this.changeDays = changeDays;
    this.asOf = asOf;
  }

  RoaringBitmap customers() {
    return customers;
  }

  /** Where this customer's value lies, or -1 when there is none. */
  int index(int customerNo) {
    return customers.contains(customerNo) ? customers.rank(customerNo) - 1 : -1;
  }

  /** The date the value at an index can change on with no new event; null for never. */
  @Nullable LocalDate nextChange(int index) {
    long days = changeDays.get(index);
    return days == NEVER ? null : asOf.plusDays(days);
  }

  /** Gathers rows in any order. */
  static final class Builder {
    private final LocalDate asOf;
    private final long[] changeDays;

    Builder(LocalDate asOf, int numbers) {
      this.asOf = asOf;
      this.changeDays = new long[numbers];
    }

    /** Keeps the earliest date told of a customer. */
    void add(int customerNo, @Nullable LocalDate nextChange) {
      if (nextChange == null) {
        return;
      }
      long days = ChronoUnit.DAYS.between(asOf, nextChange);
      if (days <= 0) {
        throw new UnusableRunException(
            "tags.customer_tags has a next change on " + nextChange + ", not after " + asOf);
      }
      long known = changeDays[customerNo];
      changeDays[customerNo] = known == NEVER ? days : Math.min(known, days);
    }

    Presence build(RoaringBitmap customers) {
      return new Presence(customers, pack(changeDays, customers), asOf);
    }
  }

  /** What {@code byCustomer} says of these customers, by index. Changes {@code byCustomer}. */
  static PackedNumbers pack(long[] byCustomer, RoaringBitmap customers) {
    int index = 0;
    for (PeekableIntIterator each = customers.getIntIterator(); each.hasNext(); ) {
      byCustomer[index++] = byCustomer[each.next()];
    }
    return PackedNumbers.of(byCustomer, index);
  }
}
