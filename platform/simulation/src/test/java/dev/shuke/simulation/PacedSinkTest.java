package dev.shuke.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacedSinkTest {

  private static final Envelope RECORD = new Envelope("t", "k", Map.of(), new byte[0]);

  /** A clock that goes on by 100 ms each time somebody looks. */
  private long now;

  private long look() {
    return now += TimeUnit.MILLISECONDS.toNanos(100);
  }

  private PacedSink sink(double perSecond, List<Long> said) {
    return new PacedSink(
        new DigestSink(), perSecond, this::look, (count, unused) -> said.add(count));
  }

  @Test
  void holdsBackWhatIsTooFast() {
    PacedSink sink = sink(5, new ArrayList<>());
    long start = now;
    for (int i = 0; i < 20; i++) {
      sink.send(RECORD);
    }
    assertThat(now - start).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(4));
  }

  @Test
  void speaksAtMostOnceASecond() {
    List<Long> said = new ArrayList<>();
    PacedSink sink = sink(9_999, said);
    for (int i = 0; i < 50; i++) {
      sink.send(RECORD);
    }
    assertThat(said).containsExactly(10L, 20L, 30L, 40L, 50L);
  }
}
