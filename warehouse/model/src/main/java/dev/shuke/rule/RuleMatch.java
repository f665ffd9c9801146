package dev.shuke.rule;

import dev.shuke.tag.TagValue;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a rule holds for one customer, told from that customer's values; plain and slow, the
 * oracle for every translation.
 */
public final class RuleMatch implements RuleVisitor<Boolean> {

  private final List<TagValue> values;

  private RuleMatch(List<TagValue> values) {
    this.values = values;
  }

  /** Whether {@code rule} holds for a customer with exactly these values. */
  public static boolean matches(Rule rule, List<TagValue> values) {
    return rule.accept(new RuleMatch(values));
  }

  @Override
  public Boolean all(Rule.All all) {
    return all.rules().stream().allMatch(rule -> rule.accept(this));
  }

  @Override
  public Boolean any(Rule.Any any) {
    return any.rules().stream().anyMatch(rule -> rule.accept(this));
  }

  @Override
  public Boolean not(Rule.Not not) {
    return !not.rule().accept(this);
  }

  @Override
  public Boolean tagIs(Rule.TagIs condition) {
    return has(condition.tag(), Boolean.toString(condition.value())::equals);
  }

  @Override
  public Boolean tagIn(Rule.TagIn condition) {
    return has(condition.tag(), condition.values()::contains);
  }

  @Override
  public Boolean tagRange(Rule.TagRange condition) {
    Long from = condition.from();
    Long to = condition.to();
    return values.stream()
        .filter(value -> value.tagId().equals(condition.tag()))
        .map(TagValue::number)
        .anyMatch(
            number ->
                number != null && (from == null || number >= from) && (to == null || number <= to));
  }

  @Override
  public Boolean tagExists(Rule.TagExists condition) {
    return has(condition.tag(), value -> true);
  }

  @Override
  public Boolean compare(Rule.Compare condition) {
    throw notOfTags();
  }

  @Override
  public Boolean sequence(Rule.Sequence condition) {
    throw notOfTags();
  }

  @Override
  public Boolean held(Rule.Held condition) {
    throw notOfTags();
  }

  @Override
  public Boolean share(Rule.Share condition) {
    throw notOfTags();
  }

  @Override
  public Boolean inSegment(Rule.InSegment condition) {
    throw notOfTags();
  }

  @Override
  public Boolean ids(Rule.Ids condition) {
    throw notOfTags();
  }

  @Override
  public Boolean percentage(Rule.Percentage condition) {
    throw notOfTags();
  }

  private static IllegalArgumentException notOfTags() {
    return new IllegalArgumentException(
        "The rule asks the timeline, expected conditions on tags only");
  }

  private boolean has(String tag, Predicate<String> test) {
    return values.stream().anyMatch(value -> value.tagId().equals(tag) && test.test(value.value()));
  }
}
