package dev.shuke.rule;

/** Takes a rule apart; one method for each kind there is. */
public interface RuleVisitor<T> {

  T all(Rule.All all);

  T any(Rule.Any any);

  T not(Rule.Not not);

  T tagIs(Rule.TagIs condition);

  T tagIn(Rule.TagIn condition);

  T tagRange(Rule.TagRange condition);
}
