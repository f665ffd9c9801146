package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One tag's part of the pass over a timeline; used again for customer after customer. */
interface TagFold {

  /** Forgets the customer before. */
  void start();

  /** Takes the next row, in time order; rows after the as-of date only bound the next change. */
  void add(TimelineRow row);

  /** The values in order of position; empty when the tag has none. */
  List<String> values();

  /**
   * The first date after the as-of date on which the rows seen can give other values, null for
   * never; changes of parameters are the caller's.
   */
  @Nullable LocalDate nextChange();
}
