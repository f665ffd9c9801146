package dev.shuke.tag;

import dev.shuke.customer.ProductBook;
import dev.shuke.rule.Period;
import java.time.LocalDate;

/** What a fold knows beside the timeline. */
record FoldInputs(Parameters parameters, ProductBook products, LocalDate asOf) {

  Window window(String period) {
    return new Window(Period.parse(period), asOf);
  }
}
