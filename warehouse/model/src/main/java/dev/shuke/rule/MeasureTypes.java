package dev.shuke.rule;

import java.util.Optional;

/** What measures give. */
final class MeasureTypes implements Measure.Visitor<Optional<ValueType>> {

  private final Vocabulary vocabulary;

  private MeasureTypes(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * What a measure gives.
   *
   * @throws IllegalArgumentException when it asks for a tag that the vocabulary has not
   */
  static ValueType typeOf(Measure measure, Vocabulary vocabulary) {
    return find(measure, vocabulary)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The measure asks for a tag that the vocabulary has not, expected the"
                        + " vocabulary it was read with"));
  }

  /** As {@link #typeOf}, empty when it is the type of an unknown tag. */
  static Optional<ValueType> find(Measure measure, Vocabulary vocabulary) {
    return measure.accept(new MeasureTypes(vocabulary));
  }

  /** Decimals of a measure's value: it is held times 10 to the power of this. */
  static int scaleOf(Measure measure) {
    if (measure instanceof Measure.Aggregate aggregate) {
      return aggregate.field().type().scale();
    }
    return measure instanceof Measure.Given given ? scaleOf(given.value()) : 0;
  }

  /** Whether it is a tag's value, so that its type is not told by the measure itself. */
  static boolean isOfTag(Measure measure) {
    return measure instanceof Measure.OfTag
        || measure instanceof Measure.Given given && isOfTag(given.value());
  }

  @Override
  public Optional<ValueType> count(Measure.Count measure) {
    return Optional.of(ValueType.NUMBER);
  }

  @Override
  public Optional<ValueType> aggregate(Measure.Aggregate measure) {
    return Optional.of(ValueType.NUMBER);
  }

  @Override
  public Optional<ValueType> distinct(Measure.Distinct measure) {
    return Optional.of(ValueType.NUMBER);
  }

  @Override
  public Optional<ValueType> dateOf(Measure.DateOf measure) {
    return Optional.of(ValueType.DATE);
  }

  @Override
  public Optional<ValueType> daysSince(Measure.DaysSince measure) {
    return Optional.of(ValueType.NUMBER);
  }

  @Override
  public Optional<ValueType> valueOf(Measure.ValueOf measure) {
    return Optional.of(ValueType.TEXT);
  }

  @Override
  public Optional<ValueType> daysBetween(Measure.DaysBetween measure) {
    return Optional.of(ValueType.NUMBER);
  }

  @Override
  public Optional<ValueType> top(Measure.Top measure) {
    return Optional.of(ValueType.TEXTS);
  }

  @Override
  public Optional<ValueType> tiers(Measure.Tiers measure) {
    return Optional.of(ValueType.TEXT);
  }

  @Override
  public Optional<ValueType> cases(Measure.Cases measure) {
    return Optional.of(ValueType.TEXT);
  }

  @Override
  public Optional<ValueType> flag(Measure.Flag measure) {
    return Optional.of(ValueType.FLAG);
  }

  @Override
  public Optional<ValueType> code(Measure.Code measure) {
    return Optional.of(ValueType.TEXT);
  }

  @Override
  public Optional<ValueType> given(Measure.Given measure) {
    return measure.value().accept(this);
  }

  @Override
  public Optional<ValueType> ofTag(Measure.OfTag measure) {
    return vocabulary.typeOf(measure.tag());
  }
}
