package dev.shuke.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** How the whole number that a rule holds is written. */
enum Scale {
  WHOLE(0),
  /** Held in 1/100. */
  PER_CENT(2),
  /** Held in thousandths. */
  QUANTITY(3),
  /** Held as days since 1970-01-01. */
  DATE(0);

  private final int decimals;

  Scale(int decimals) {
    this.decimals = decimals;
  }

  static Scale of(RowField field) {
    return field.type() == RowField.Type.QUANTITY ? QUANTITY : WHOLE;
  }

  /** Of the bounds that the measure is compared with and cut at. */
  static Scale of(Measure measure, Vocabulary vocabulary) {
    if (MeasureTypes.find(measure, vocabulary).equals(Optional.of(ValueType.DATE))) {
      return DATE;
    }
    return MeasureTypes.scaleOf(measure) == QUANTITY.decimals ? QUANTITY : WHOLE;
  }

  /** Of the bounds that the tag is compared with. */
  static Scale of(String tag, Vocabulary vocabulary) {
    return vocabulary.typeOf(tag).equals(Optional.of(ValueType.DATE)) ? DATE : WHOLE;
  }

  /** Without decimals that say nothing: 12.5, 10. */
  String text(long value) {
    if (this == DATE) {
      return LocalDate.ofEpochDay(value).toString();
    }
    BigDecimal number = BigDecimal.valueOf(value, decimals).stripTrailingZeros();
    return number.setScale(Math.max(0, number.scale())).toPlainString();
  }
}
