package dev.shuke.rule;

/** Takes a rule apart; one method for each form, so that a new form breaks every translation. */
public interface RuleVisitor<T> {
  T all(Rule.All all);

  T any(Rule.Any any);

  T not(Rule.Not not);

  T tagIs(Rule.TagIs condition);

  T tagIn(Rule.TagIn condition);

  T tagRange(Rule.TagRange condition);

  T tagExists(Rule.TagExists condition);

  T compare(Rule.Compare condition);

  T sequence(Rule.Sequence condition);

  T held(Rule.Held condition);

  T share(Rule.Share condition);

  T inSegment(Rule.InSegment condition);

  T ids(Rule.Ids condition);

  T percentage(Rule.Percentage condition);
}
