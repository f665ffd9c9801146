package dev.shuke.fold;

import dev.shuke.customer.ProductBook;
import dev.shuke.tag.Parameters;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * What a fold knows beside a customer's timeline.
 *
 * @param zone of the brand's wall clock
 * @param asOf the business date it speaks of
 */
public record FoldInputs(
    Parameters parameters, ProductBook products, ZoneId zone, CustomerIds ids, LocalDate asOf)
    implements Serializable {

  /** Finds whose an id is; asked while rules are compiled, never for a customer. */
  @FunctionalInterface
  public interface CustomerIds extends Serializable {

    int NOBODY = -1;

    /**
     * The surviving number, or {@link #NOBODY}.
     *
     * @param id {@code namespace:value}
     */
    int numberOf(String id);
  }

  /** Ids that were looked up before. */
  public static CustomerIds known(Map<String, Integer> numbers) {
    HashMap<String, Integer> copy = new HashMap<>(numbers);
    return id -> copy.getOrDefault(id, CustomerIds.NOBODY);
  }

  /** The same on another date. */
  FoldInputs on(LocalDate date) {
    return new FoldInputs(parameters, products, zone, ids, date);
  }
}
