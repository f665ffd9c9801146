package dev.shuke.rule;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tag of each type and two segments. */
final class SmallVocabulary implements Vocabulary {

  private static final List<String> FREQUENCIES = List.of("none", "low", "medium", "high");

  private final Map<String, ValueType> types = new LinkedHashMap<>();

  SmallVocabulary() {
    types.put("lapsed", ValueType.FLAG);
    types.put("orders_90d", ValueType.NUMBER);
    types.put("last_order_date", ValueType.DATE);
    types.put("purchase_frequency", ValueType.TEXT);
    types.put("taste", ValueType.TEXTS);
  }

  @Override
  public Optional<ValueType> typeOf(String tag) {
    return Optional.ofNullable(types.get(tag));
  }

  @Override
  public boolean allows(String tag, String value) {
    return !tag.equals("purchase_frequency") || FREQUENCIES.contains(value);
  }

  @Override
  public Collection<String> values(String tag) {
    return tag.equals("purchase_frequency") ? FREQUENCIES : List.of();
  }

  @Override
  public Collection<String> tags() {
    return types.keySet();
  }

  @Override
  public Collection<String> segments() {
    return List.of("regulars", "lost");
  }
}
