package dev.shuke.service.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shuke.service.run.Provenance;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one store. Orders and money add up over stores and months, people do not.
 *
 * @param months those that have a row, in order; a month before the first order has none
 * @param provenance of the views that were asked, which may be seconds behind what other answers
 *     rest on
 */
record ConversionAnswer(
    String storeId,
    YearMonth from,
    YearMonth to,
    String currency,
    List<Month> months,
    @JsonUnwrapped Provenance provenance) {

  /**
   * One business month; a column's meaning stands with the table {@code marts.store_conversion}.
   *
   * @param numbers each column's value; null when it can't be known
   * @param missing why, for each column that is null
   */
  record Month(
      YearMonth month,
      LocalDate asOf,
      boolean isProvisional,
      @JsonUnwrapped Numbers numbers,
      Map<String, String> missing) {}

  /** Counts, and money in 1/100 of the currency. */
  record Numbers(
      @Nullable Long orders,
      @Nullable Long identifiedOrders,
      @Nullable Long buyers,
      @Nullable Long buyersAgain,
      @Nullable Long buyersReturning,
      @JsonProperty("buyers_friend_by_24h") @Nullable Long buyersFriendBy24h,
      @Nullable Long friendsNew,
      @Nullable Long friendsEnd,
      @Nullable Long footfall,
      @Nullable Long paidFen,
      @Nullable Long refundFen,
      @Nullable Long miniProgramFriendFen) {}
}
