package dev.shuke.service.segment;

import dev.shuke.customer.Identity;
import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleVisitor;
import dev.shuke.service.run.NumberColumn;
import dev.shuke.service.run.Published;
import dev.shuke.service.run.TagColumn;
import dev.shuke.service.run.WordColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who a rule selects in one run. A condition on nothing is false; {@code not} ranges over the
 * population, so an alias is never selected. A result may be a bitmap of the run itself: none is
 * ever changed.
 */
final class RuleBitmaps implements RuleVisitor<RoaringBitmap> {

  private final Published published;

  private RuleBitmaps(Published published) {
    this.published = published;
  }

  static RoaringBitmap select(Rule rule, Published published) {
    return rule.accept(new RuleBitmaps(published));
  }

  @Override
  public RoaringBitmap all(Rule.All all) {
    RoaringBitmap selected = published.population();
    for (Rule rule : all.rules()) {
      if (selected.isEmpty()) {
        return selected;
      }
      selected = RoaringBitmap.and(selected, rule.accept(this));
    }
    return selected;
  }

  @Override
  public RoaringBitmap any(Rule.Any any) {
    return FastAggregation.or(any.rules().stream().map(rule -> rule.accept(this)).iterator());
  }

  @Override
  public RoaringBitmap not(Rule.Not not) {
    return RoaringBitmap.andNot(published.population(), not.rule().accept(this));
  }

  @Override
  public RoaringBitmap tagIs(Rule.TagIs condition) {
    return having(condition.tag(), List.of(Boolean.toString(condition.value())));
  }

  @Override
  public RoaringBitmap tagIn(Rule.TagIn condition) {
    return having(condition.tag(), condition.values());
  }

  @Override
  public RoaringBitmap tagRange(Rule.TagRange condition) {
    return published.column(condition.tag()).accept(new Between(condition.from(), condition.to()));
  }

  @Override
  public RoaringBitmap tagExists(Rule.TagExists condition) {
    return published.column(condition.tag()).customers();
  }

  @Override
  public RoaringBitmap inSegment(Rule.InSegment condition) {
    return having(condition.segment(), List.of(Boolean.toString(true)));
  }

  @Override
  public RoaringBitmap ids(Rule.Ids condition) {
    RoaringBitmap customers = new RoaringBitmap();
    condition
        .ids()
        .forEach(id -> published.ids().find(Identity.parse(id)).ifPresent(customers::add));
    return customers;
  }

  @Override
  public RoaringBitmap compare(Rule.Compare condition) {
    throw new NotInRunException();
  }

  @Override
  public RoaringBitmap sequence(Rule.Sequence condition) {
    throw new NotInRunException();
  }

  @Override
  public RoaringBitmap held(Rule.Held condition) {
    throw new NotInRunException();
  }

  @Override
  public RoaringBitmap share(Rule.Share condition) {
    throw new NotInRunException();
  }

  @Override
  public RoaringBitmap percentage(Rule.Percentage condition) {
    throw new NotInRunException();
  }

  private RoaringBitmap having(String tag, List<String> values) {
    return published.column(tag).accept(new Having(values));
  }

  private record Having(List<String> values) implements TagColumn.Visitor<RoaringBitmap> {
    @Override
    public RoaringBitmap words(WordColumn column) {
      return values.size() == 1
          ? column.having(values.get(0))
          : FastAggregation.or(values.stream().map(column::having).iterator());
    }

    @Override
    public RoaringBitmap numbers(NumberColumn column) {
      throw new IllegalArgumentException("Tag " + column.definition().id() + " is a number");
    }
  }

  private record Between(@Nullable Long from, @Nullable Long to)
      implements TagColumn.Visitor<RoaringBitmap> {
    @Override
    public RoaringBitmap words(WordColumn column) {
      throw new IllegalArgumentException("Tag " + column.definition().id() + " is no number");
    }

    @Override
    public RoaringBitmap numbers(NumberColumn column) {
      return column.between(from, to);
    }
  }
}
