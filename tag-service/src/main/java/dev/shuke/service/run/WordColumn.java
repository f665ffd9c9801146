package dev.shuke.service.run;

import dev.shuke.rule.ValueType;
import dev.shuke.tag.TagDefinition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** A tag whose values are words or flags: one bitmap a value, and each customer's own by code. */
public final class WordColumn implements TagColumn {

  private final TagDefinition definition;
  private final int version;
  private final Presence presence;
  private final Map<String, RoaringBitmap> byValue;
  private final List<String> words;
  private final List<PackedNumbers> codesByPosition;

  private WordColumn(
      TagDefinition definition,
      int version,
      Presence presence,
      Map<String, RoaringBitmap> byValue,
      List<PackedNumbers> codesByPosition) {
    this.definition = definition;
    this.version = version;
    this.presence = presence;
    this.byValue = Collections.unmodifiableMap(byValue);
    this.words = List.copyOf(byValue.keySet());
    this.codesByPosition = List.copyOf(codesByPosition);
  }

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

  /** Who has each value: those the definition names, then those seen beside. Not to be changed. */
  public Map<String, RoaringBitmap> byValue() {
    return byValue;
  }

  /** Who has this value, at any position. The caller must not change it. */
  public RoaringBitmap having(String value) {
    RoaringBitmap customers = byValue.get(value);
    return customers == null ? new RoaringBitmap() : customers;
  }

  @Override
  public List<Object> values(int customerNo) {
    int index = presence.index(customerNo);
    if (index < 0) {
      return List.of();
    }
    List<Object> values = new ArrayList<>(codesByPosition.size());
    for (PackedNumbers codes : codesByPosition) {
      int code = (int) codes.get(index);
      if (code > 0) {
        values.add(typed(words.get(code - 1)));
      }
    }
    return values;
  }

  private Object typed(String word) {
    return definition.type() == ValueType.FLAG ? (Object) Boolean.valueOf(word) : word;
  }

  @Override
  public @Nullable LocalDate nextChange(int customerNo) {
    int index = presence.index(customerNo);
    return index < 0 ? null : presence.nextChange(index);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.words(this);
  }

  /** Gathers rows in any order; a code is 1 and up, 0 for no value at a position. */
  static final class Builder {
    private static final int MOST_POSITIONS = 100;

    private final TagDefinition definition;
    private final int version;
    private final int numbers;
    private final Presence.Builder presence;
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private final List<RoaringBitmap> customersByCode = new ArrayList<>();
    private final List<long[]> codesByPosition = new ArrayList<>();

    Builder(TagDefinition definition, int version, LocalDate asOf, int numbers) {
      this.definition = definition;
      this.version = version;
      this.numbers = numbers;
      this.presence = new Presence.Builder(asOf, numbers);
      definition.values().forEach(value -> code(value.value()));
    }

    void add(int customerNo, int position, String value, @Nullable LocalDate nextChange) {
      if (position < 1 || position > MOST_POSITIONS) {
        throw new UnusableRunException(
            "Tag " + definition.id() + " has a value at position " + position);
      }
      if (definition.type() == ValueType.FLAG && !value.equals("true") && !value.equals("false")) {
        throw new UnusableRunException(
            "Flag " + definition.id() + " has a value other than true and false");
      }
      int code = code(value);
      long[] codesHere = position(position);
      if (codesHere[customerNo] != 0) {
        throw new UnusableRunException(
            "Tag " + definition.id() + " has two values of one customer at position " + position);
      }
      codesHere[customerNo] = code;
      customersByCode.get(code - 1).add(customerNo);
      presence.add(customerNo, nextChange);
    }

    private int code(String value) {
      Integer known = codes.get(value);
      if (known != null) {
        return known;
      }
      customersByCode.add(new RoaringBitmap());
      codes.put(value, customersByCode.size());
      return customersByCode.size();
    }

    private long[] position(int position) {
      while (codesByPosition.size() < position) {
        codesByPosition.add(new long[numbers]);
      }
      return codesByPosition.get(position - 1);
    }

    WordColumn build() {
      RoaringBitmap customers = RoaringBitmap.or(customersByCode.iterator());
      customers.runOptimize();
      Map<String, RoaringBitmap> byValue = new LinkedHashMap<>();
      codes.forEach(
          (value, code) -> {
            RoaringBitmap having = customersByCode.get(code - 1);
            having.runOptimize();
            byValue.put(value, having);
          });
      List<PackedNumbers> packed =
          codesByPosition.stream().map(each -> Presence.pack(each, customers)).toList();
      return new WordColumn(definition, version, presence.build(customers), byValue, packed);
    }
  }
}
