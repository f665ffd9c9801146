package dev.shuke.service.run;

import dev.shuke.rule.ValueType;
import dev.shuke.tag.TagDefinition;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** A tag whose values are whole numbers, or dates as their days since 1970-01-01. */
public final class NumberColumn implements TagColumn {

  private final TagDefinition definition;
  private final int version;
  private final Presence presence;
  private final PackedNumbers numbers;
  private final Summary summary;

  private NumberColumn(
      TagDefinition definition, int version, Presence presence, PackedNumbers numbers) {
    this.definition = definition;
    this.version = version;
    this.presence = presence;
    this.numbers = numbers;
    this.summary = summarize();
  }

  /**
   * All values together.
   *
   * @param min null when nobody has a value
   * @param max null when nobody has a value
   */
  public record Summary(@Nullable Long min, @Nullable Long max, long total) {}

  @Override
  public TagDefinition definition() {
    return definition;
  }

  @Override
  public int definitionVersion() {
    return version;
  }

  @Override
  public RoaringBitmap customers() {
    return presence.customers();
  }

  public Summary summary() {
    return summary;
  }

  /** Who has a number between the two, both included; null leaves an end open. */
  public RoaringBitmap between(@Nullable Long from, @Nullable Long to) {
    long lowest = from == null ? Long.MIN_VALUE : from;
    long highest = to == null ? Long.MAX_VALUE : to;
    RoaringBitmapWriter<RoaringBitmap> found = RoaringBitmapWriter.writer().get();
    int index = 0;
    for (PeekableIntIterator each = customers().getIntIterator(); each.hasNext(); index++) {
      int customerNo = each.next();
      long number = numbers.get(index);
      if (number >= lowest && number <= highest) {
        found.add(customerNo);
      }
    }
    return found.get();
  }

  @Override
  public List<Object> values(int customerNo) {
    int index = presence.index(customerNo);
    if (index < 0) {
      return List.of();
    }
    long number = numbers.get(index);
    return List.of(
        definition.type() == ValueType.DATE ? (Object) LocalDate.ofEpochDay(number) : number);
  }

  @Override
  public @Nullable LocalDate nextChange(int customerNo) {
    int index = presence.index(customerNo);
    return index < 0 ? null : presence.nextChange(index);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.numbers(this);
  }

  private Summary summarize() {
    int count = customers().getCardinality();
    if (count == 0) {
      return new Summary(null, null, 0);
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    long total = 0;
    for (int i = 0; i < count; i++) {
      long number = numbers.get(i);
      min = Math.min(min, number);
      max = Math.max(max, number);
      total = Math.addExact(total, number);
    }
    return new Summary(min, max, total);
  }

  /** Gathers rows in any order. */
  static final class Builder {
    private final TagDefinition definition;
    private final int version;
    private final Presence.Builder presence;
    private final RoaringBitmap customers = new RoaringBitmap();
    private final long[] numbers;

    Builder(TagDefinition definition, int version, LocalDate asOf, int numbers) {
      this.definition = definition;
      this.version = version;
      this.presence = new Presence.Builder(asOf, numbers);
      this.numbers = new long[numbers];
    }

    void add(int customerNo, @Nullable Long number, @Nullable LocalDate nextChange) {
      if (number == null) {
        throw new UnusableRunException("Number tag " + definition.id() + " has no number in a row");
      }
      if (!customers.checkedAdd(customerNo)) {
        throw new UnusableRunException(
            "Number tag " + definition.id() + " has two values of one customer");
      }
      numbers[customerNo] = number;
      presence.add(customerNo, nextChange);
    }

    NumberColumn build() {
      customers.runOptimize();
      return new NumberColumn(
          definition, version, presence.build(customers), Presence.pack(numbers, customers));
    }
  }
}
