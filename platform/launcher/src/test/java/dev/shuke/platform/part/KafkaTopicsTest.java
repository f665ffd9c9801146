package dev.shuke.platform.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.Brand;
import dev.shuke.platform.chain.TablesAndTopics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaTopicsTest {
  private static final int LONGEST_WAIT_MILLIS = 30_000;

  @TempDir private Path folder;

  @Test
  void areAskedForInTheKafkaThatTheBrandNames() throws Exception {
    try (ServerSocket kafka = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      kafka.setSoTimeout(LONGEST_WAIT_MILLIS);
      String address = "127.0.0.1:" + kafka.getLocalPort();
      Brand brand = brand(address);
      CompletableFuture<Long> answer;
      try (KafkaTopics topics = KafkaTopics.of(brand)) {
        answer = CompletableFuture.supplyAsync(() -> TablesAndTopics.inKafka(topics, brand));
        try (Socket asking = kafka.accept()) {
          assertThat(asking.isConnected()).isTrue();
        }
      }
      assertThatThrownBy(answer::join)
          .hasMessageContaining("Kafka at " + address + " does not answer");
    }
  }

  private Brand brand(String bootstrap) throws Exception {
    Path file = folder.resolve("brand.properties");
    Files.writeString(
        file,
        """
        brand=first
        name.zh=小馆
        name.en=Small place
        simulated=false
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=2026-06-30
        sources=orders
        tags=orders_30d
        parameters=parameters.csv
        catalog.uri=jdbc:sqlite:none
        catalog.warehouse=file:///none
        kafka.bootstrap=%s
        """
            .formatted(bootstrap));
    return Brand.read(file);
  }
}
