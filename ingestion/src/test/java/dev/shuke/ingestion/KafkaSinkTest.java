package dev.shuke.ingestion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KafkaSinkTest {

  @Test
  void saysInOneSentenceThatTheAddressIsNone() {
    assertThatThrownBy(() -> new KafkaSink("nowhere"))
        .isInstanceOf(ImportException.class)
        .hasMessage("Cannot use Kafka at nowhere: Invalid url in bootstrap.servers: nowhere.");
  }
}
