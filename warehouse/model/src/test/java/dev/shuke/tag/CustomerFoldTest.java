package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.BusinessCalendar;
import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRows;
import dev.shuke.customer.Utf8Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class CustomerFoldTest {

  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 30);
  private final Parameters shipped = ShippedBrands.parametersOf("simulated");

  @Test
  void listsValuesByTagInByteOrderThenPosition() {
    FoldResult result =
        fold(
            shipped,
            TimelineRows.order(AS_OF).row(),
            line("a", "spicy,sour"),
            line("b", "spicy"),
            line("c", "sour"));
    assertThat(result.values())
        .extracting(TagValue::tagId)
        .isSortedAccordingTo(Utf8Order.COMPARATOR);
    assertThat(result.values().stream().filter(value -> value.tagId().equals("taste")))
        .extracting(TagValue::position, TagValue::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "sour"),
            org.assertj.core.groups.Tuple.tuple(2, "spicy"));
  }

  @Test
  void givesACustomerWithoutOrdersNoValueAndNothingToWaitFor() {
    FoldResult result = fold(shipped, TimelineRows.contact(AS_OF).row());
    assertThat(result.values()).isEmpty();
    assertThat(result.nextChange()).isNull();
  }

  @Test
  void waitsForTheFirstOrderOfACustomerWithoutValues() {
    FoldResult result = fold(shipped, TimelineRows.order(AS_OF.plusDays(3)).row());
    assertThat(result.values()).isEmpty();
    assertThat(result.nextChange()).isEqualTo(AS_OF.plusDays(3));
  }

  @Test
  void waitsForANewParameterWhenNothingElseCanHappen() {
    LocalDate change = LocalDate.of(2030, 1, 1);
    List<Parameters.Row> rows = new ArrayList<>(shipped.rows());
    rows.add(new Parameters.Row("taste.min_lines", null, change, BigDecimal.valueOf(2)));
    FoldResult result = fold(Parameters.of(rows), TimelineRows.contact(AS_OF).row());
    assertThat(result.nextChange()).isEqualTo(change);
  }

  @Test
  void refusesTheRowOfAnotherCustomer() {
    CustomerFold fold = newFold(shipped);
    fold.start(1);
    TimelineRow other = TimelineRows.order(AS_OF).of(2).row();
    assertThatThrownBy(() -> fold.add(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Row of customer 2 in the timeline of customer 1; start(customerNo) comes before its rows");
  }

  @Test
  void refusesARowAfterTheCustomerIsDone() {
    CustomerFold fold = newFold(shipped);
    fold.start(1);
    fold.finish();
    TimelineRow row = TimelineRows.order(AS_OF).of(1).row();
    assertThatThrownBy(() -> fold.add(row)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToGoBackInTime() {
    CustomerFold fold = newFold(shipped);
    fold.start(0);
    fold.add(TimelineRows.order(AS_OF).row());
    TimelineRow earlier = TimelineRows.order(AS_OF.minusDays(1)).row();
    assertThatThrownBy(() -> fold.add(earlier))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The timeline of customer 0 goes back from 2024-06-30T12:00:00Z to 2024-06-29T12:00:00Z, expected rows in order of occurred_at");
  }

  @Test
  void takesABusinessDateThatGoesBackWhenClocksDo() {
    BusinessCalendar calendar =
        new BusinessCalendar(ZoneId.of("America/New_York"), LocalTime.of(1, 30));
    Instant before = Instant.parse("2023-11-05T05:45:00Z");
    Instant after = Instant.parse("2023-11-05T06:10:00Z");
    LocalDate first = calendar.dateOf(before);
    LocalDate second = calendar.dateOf(after);
    assertThat(second).isBefore(first);
    CustomerFold fold =
        new CustomerFold(
            TagCatalogue.of(List.of("orders_30d")).definitions(),
            shipped,
            ProductBook.empty(),
            second.plusDays(29));
    fold.start(0);
    fold.add(TimelineRows.order(first).at(before).row());
    fold.add(TimelineRows.order(second).at(after).row());
    FoldResult result = fold.finish();
    assertThat(result.values().get(0).number()).hasValue(2);
    assertThat(result.nextChange()).isEqualTo(second.plusDays(30));
  }

  @Test
  void keepsARegularFromBeingLapsedUntilTheLastOrderLeaves() {
    CustomerFold fold =
        new CustomerFold(
            TagCatalogue.of(List.of("lapsed")).definitions(), shipped, ProductBook.empty(), AS_OF);
    fold.start(0);
    fold.add(TimelineRows.order(AS_OF.minusMonths(2)).row());
    fold.add(TimelineRows.order(AS_OF.minusDays(3)).row());
    assertThat(fold.finish().values())
        .containsExactly(new TagValue("lapsed", 1, 1, "false", LocalDate.of(2024, 9, 27)));
  }

  @Test
  void asksBeyondTheSpicyTableForTheShareOfItsLastRowRoundedUp() {
    List<Parameters.Row> rows =
        List.of(
            new Parameters.Row("likes_spicy.k", 3, AS_OF, BigDecimal.valueOf(3)),
            new Parameters.Row("likes_spicy.k", 4, AS_OF, BigDecimal.valueOf(3)));
    assertThat(spicy(Parameters.of(rows), 3, 2)).isEqualTo("false");
    assertThat(spicy(Parameters.of(rows), 4, 1)).isEqualTo("true");
  }

  @Test
  void saysWhichParameterIsMissing() {
    assertThatThrownBy(() -> newFold(Parameters.of(List.of())))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("parameters.csv");
  }

  private static String spicy(Parameters parameters, int spicy, int other) {
    CustomerFold fold =
        new CustomerFold(
            TagCatalogue.of(List.of("likes_spicy")).definitions(),
            parameters,
            ProductBook.empty(),
            AS_OF);
    fold.start(0);
    for (int i = 0; i < spicy + other; i++) {
      fold.add(line("p" + i, i < spicy ? "spicy" : "sour"));
    }
    return fold.finish().values().get(0).value();
  }

  private static TimelineRow line(String sku, String taste) {
    return TimelineRows.line(AS_OF, sku).taste(taste).row();
  }

  private static CustomerFold newFold(Parameters parameters) {
    return new CustomerFold(
        TagCatalogue.shipped().definitions(), parameters, ProductBook.empty(), AS_OF);
  }

  private static FoldResult fold(Parameters parameters, TimelineRow... rows) {
    CustomerFold fold = newFold(parameters);
    fold.start(0);
    for (TimelineRow row : rows) {
      fold.add(row);
    }
    return fold.finish();
  }
}
