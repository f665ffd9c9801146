package dev.shuke.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptRecordTest {

  @Test
  void comesBackWhole() {
    Map<String, String> headers = Map.of("ce_type", "dev.shuke.order_event.v1", "ce_id", "单");
    KeptRecord kept =
        KeptRecord.of(new KeptRecord(new byte[] {1}, headers, new byte[] {2, 3}).bytes());

    assertThat(kept.key()).containsExactly(1);
    assertThat(kept.headers()).isEqualTo(headers);
    assertThat(kept.value()).containsExactly(2, 3);
  }

  @Test
  void tellsNothingFromEmpty() {
    KeptRecord nothing = KeptRecord.of(new KeptRecord(null, Map.of(), null).bytes());
    KeptRecord empty = KeptRecord.of(new KeptRecord(new byte[0], Map.of(), new byte[0]).bytes());

    assertThat(nothing.key()).isNull();
    assertThat(nothing.value()).isNull();
    assertThat(empty.key()).isEmpty();
    assertThat(empty.value()).isEmpty();
  }

  @Test
  void isKeptForThirtyWholeDays() {
    assertThat(KeptRecord.keptFrom(Instant.parse("2026-03-31T23:59:59Z")))
        .isEqualTo("2026-03-01T00:00:00Z");
  }

  @Test
  void aPlaceIsReadAsItIsWritten() {
    RecordPlace place = new RecordPlace("journey.orders", 1, 4711);

    assertThat(place).hasToString("journey.orders-1@4711");
    assertThat(RecordPlace.parse(place.toString())).contains(place);
    assertThat(RecordPlace.parse("journey.orders-1")).isEmpty();
    assertThat(RecordPlace.parse("x' or 1=1-1@2")).isEmpty();
  }
}
