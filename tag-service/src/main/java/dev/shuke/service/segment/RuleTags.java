package dev.shuke.service.segment;

import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleVisitor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tags a rule asks for, in the order it names them. */
final class RuleTags implements RuleVisitor<Set<String>> {

  private final Set<String> tags = new LinkedHashSet<>();

  private RuleTags() {}

  static Set<String> of(Rule rule) {
    return rule.accept(new RuleTags());
  }

  @Override
  public Set<String> all(Rule.All all) {
    return each(all.rules());
  }

  @Override
  public Set<String> any(Rule.Any any) {
    return each(any.rules());
  }

  @Override
  public Set<String> not(Rule.Not not) {
    return not.rule().accept(this);
  }

  @Override
  public Set<String> tagIs(Rule.TagIs condition) {
    return with(condition.tag());
  }

  @Override
  public Set<String> tagIn(Rule.TagIn condition) {
    return with(condition.tag());
  }

  @Override
  public Set<String> tagRange(Rule.TagRange condition) {
    return with(condition.tag());
  }

  @Override
  public Set<String> tagExists(Rule.TagExists condition) {
    return with(condition.tag());
  }

  @Override
  public Set<String> inSegment(Rule.InSegment condition) {
    return with(condition.segment());
  }

  @Override
  public Set<String> held(Rule.Held condition) {
    return condition.rule().accept(this);
  }

  @Override
  public Set<String> compare(Rule.Compare condition) {
    return tags;
  }

  @Override
  public Set<String> sequence(Rule.Sequence condition) {
    return tags;
  }

  @Override
  public Set<String> share(Rule.Share condition) {
    return tags;
  }

  @Override
  public Set<String> ids(Rule.Ids condition) {
    return tags;
  }

  @Override
  public Set<String> percentage(Rule.Percentage condition) {
    return tags;
  }

  private Set<String> each(List<Rule> rules) {
    rules.forEach(rule -> rule.accept(this));
    return tags;
  }

  private Set<String> with(String tag) {
    tags.add(tag);
    return tags;
  }
}
