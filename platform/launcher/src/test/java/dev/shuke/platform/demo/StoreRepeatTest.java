package dev.shuke.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoreRepeatTest {

  @Test
  void ranksByRateThenByBuyers() {
    StoreRepeat half = store("half", 40, 20);
    StoreRepeat halfOfMore = store("half of more", 100, 50);
    StoreRepeat most = store("most", 30, 29);

    assertThat(StoreRepeat.ranked(List.of(half, most, halfOfMore)))
        .containsExactly(most, halfOfMore, half);
  }

  @Test
  void leavesOutStoresWithFewerThanTwentyBuyers() {
    assertThat(StoreRepeat.ranked(List.of(store("few", 19, 19), store("enough", 20, 1))))
        .extracting(StoreRepeat::storeId)
        .containsExactly("enough");
  }

  @Test
  void showsTheRateWithOneDigit() {
    assertThat(store("s", 30, 10).percent()).isEqualTo("33.3 %");
  }

  private static StoreRepeat store(String id, long buyers, long again) {
    return new StoreRepeat(id, "", buyers, again);
  }
}
