package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventVerdictTest {

  private static final Instant OCCURRED = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant NEXT_DAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final Fingerprint PAYLOAD = new Fingerprint(1, 2);

  @Test
  void takesTheFirstTellingAsTheEvent() {
    assertThat(EventVerdict.of(OCCURRED, PAYLOAD, null, OCCURRED)).isEqualTo(EventVerdict.EVENT);
  }

  @Test
  void seesTheSamePayloadAsADuplicate() {
    assertThat(EventVerdict.of(OCCURRED, PAYLOAD, new Fingerprint(1, 2), OCCURRED))
        .isEqualTo(EventVerdict.DUPLICATE);
  }

  @Test
  void seesAnotherPayloadAsAConflict() {
    assertThat(EventVerdict.of(OCCURRED, PAYLOAD, new Fingerprint(1, 3), OCCURRED))
        .isEqualTo(EventVerdict.CONFLICT);
  }

  @Test
  void remembersAnIdUntilTheBrokersTimeIs24HoursPastIt() {
    assertThat(EventVerdict.forgottenAt(OCCURRED)).isEqualTo(NEXT_DAY);
    assertThat(EventVerdict.of(OCCURRED, PAYLOAD, PAYLOAD, NEXT_DAY.minusMillis(1)))
        .isEqualTo(EventVerdict.DUPLICATE);
  }

  @Test
  void leavesToTheBatchWhatItCanHaveForgotten() {
    assertThat(EventVerdict.of(OCCURRED, PAYLOAD, null, NEXT_DAY))
        .isEqualTo(EventVerdict.LEFT_TO_BATCH);
  }
}
