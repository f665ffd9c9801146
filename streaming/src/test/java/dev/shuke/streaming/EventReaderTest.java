package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.FieldShape;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventReaderTest {

  private static final Instant OCCURRED = Samples.OCCURRED;

  private final EventReader reader = new EventReader(TestBrand.CALENDAR);

  @Test
  void givesAYoungArrivalItsBusinessDate() {
    KafkaRecord at = Samples.told(Samples.fullOrder(), 1, 42, OCCURRED.plusSeconds(5));

    EventReader.Outcome.Young young = (EventReader.Outcome.Young) reader.read(at);

    Arrival arrival = young.arrival();
    assertThat(arrival.topic()).isEqualTo("test.orders");
    assertThat(arrival.partition()).isEqualTo(1);
    assertThat(arrival.offset()).isEqualTo(42);
    assertThat(arrival.knownAt()).isEqualTo(OCCURRED.plusSeconds(5));
    assertThat(arrival.occurredAt()).isEqualTo(OCCURRED);
    assertThat(arrival.eventId())
        .isEqualTo(EventJson.eventId(EventType.ORDER, Samples.fullOrder()));
    // 04:30 on 2 March in Shanghai, after the cut.
    assertThat(LocalDate.ofEpochDay(arrival.businessEpochDay())).isEqualTo("2026-03-02");
  }

  @Test
  void isYoungUpTo24HoursAndOldAfter() {
    assertThat(readAfter(Duration.ofHours(24))).isInstanceOf(EventReader.Outcome.Young.class);
    assertThat(readAfter(Duration.ofHours(24).plusMillis(1)))
        .isInstanceOf(EventReader.Outcome.Old.class);
  }

  @Test
  void refusesWhatHappensMoreThan24HoursAhead() {
    assertThat(readAfter(Duration.ofHours(-24))).isInstanceOf(EventReader.Outcome.Young.class);

    Refusal refusal = refused(readAfter(Duration.ofHours(-24).minusMillis(1)));

    assertThat(refusal.reason()).isEqualTo("occurred_in_future");
    assertThat(refusal.field()).isEqualTo("occurred_at");
    assertThat(refusal.eventId()).isNotNull();
    assertThat(refusal.shape()).extracting(FieldShape::name).contains("order_no");
  }

  @Test
  void refusesATypeOfAnotherTopic() {
    KafkaRecord told = Samples.told(Samples.chat(), 0, 1, OCCURRED);
    KafkaRecord elsewhere =
        Samples.kafka("test.orders", 0, 1, OCCURRED, told.ceType(), told.value());

    Refusal refusal = refused(reader.read(elsewhere));

    assertThat(refusal.reason()).isEqualTo("wrong_topic");
    assertThat(refusal.field()).isEqualTo("ce_type");
    assertThat(refusal.type()).isEqualTo(EventType.CHAT);
    assertThat(refusal.shape()).extracting(FieldShape::name).contains("msgid");
  }

  @Test
  void refusesARecordWithoutAType() {
    Refusal refusal =
        refused(reader.read(Samples.kafka("test.orders", 0, 1, OCCURRED, null, new byte[] {1})));

    assertThat(refusal.reason()).isEqualTo("unknown_type");
    assertThat(refusal.type()).isNull();
  }

  @ParameterizedTest
  @MethodSource("dev.shuke.streaming.Samples#poison")
  void refusesPoisonOfAnyKind(byte[] value) {
    KafkaRecord at = Samples.kafka("test.orders", 0, 9, OCCURRED, EventType.ORDER.ceType(), value);

    Refusal refusal = refused(reader.read(at));

    assertThat(refusal.offset()).isEqualTo(9);
    assertThat(refusal.reason()).isNotEmpty().isNotEqualTo("reader_failed");
  }

  /** No input is known that breaks the reader; one without a calendar fails on every event. */
  @Test
  @SuppressWarnings("NullAway")
  void quarantinesWhatBreaksTheReader() {
    EventReader broken = new EventReader(null);

    Refusal refusal = refused(broken.read(Samples.told(Samples.fullOrder(), 0, 7, OCCURRED)));

    assertThat(refusal.reason()).isEqualTo("reader_failed");
    assertThat(refusal.offset()).isEqualTo(7);
    assertThat(refusal.type()).isEqualTo(EventType.ORDER);
    assertThat(refusal.expected()).endsWith("ended in a java.lang.NullPointerException");
    assertThat(refusal.shape()).extracting(FieldShape::name).contains("order_no");
  }

  private EventReader.Outcome readAfter(Duration sinceOccurred) {
    return reader.read(Samples.told(Samples.fullOrder(), 0, 1, OCCURRED.plus(sinceOccurred)));
  }

  private static Refusal refused(EventReader.Outcome outcome) {
    assertThat(outcome).isInstanceOf(EventReader.Outcome.Refused.class);
    return ((EventReader.Outcome.Refused) outcome).refusal();
  }
}
