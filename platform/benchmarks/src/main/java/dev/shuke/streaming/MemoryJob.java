package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import dev.shuke.table.Bootstrap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's own graph, settings, state and tables at parallelism 1, fed from memory. */
final class MemoryJob {

  private MemoryJob() {}

  /** A brand with empty tables in the folder. */
  static Brand brand(Path folder) throws Exception {
    Files.createDirectories(folder);
    Path file = folder.resolve("simulated.properties");
    Files.writeString(
        file,
        """
        brand=simulated
        name.zh=模拟
        name.en=Simulated
        simulated=true
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=wall-clock
        sources=orders
        tags=orders_30d
        parameters=parameters.csv
        kafka.bootstrap=127.0.0.1:1
        catalog.uri=jdbc:sqlite:%s/catalog.db?journal_mode=WAL&busy_timeout=20000
        catalog.warehouse=%s
        """
            .formatted(folder, folder.resolve("warehouse").toUri()));
    Brand brand = Brand.read(file);
    Bootstrap.run(brand);
    return brand;
  }

  /** Runs the job until the last of so many records is in the tables. */
  static void run(
      Brand brand,
      Path folder,
      Duration checkpointInterval,
      GeneratorFunction<Long, KafkaRecord> records,
      long count)
      throws Exception {
    EventsConfig config =
        new EventsConfig(
            brand,
            folder.resolve("state").toString(),
            freePort(),
            Optional.empty(),
            Optional.empty(),
            checkpointInterval,
            1,
            false);
    StreamExecutionEnvironment env = FlinkSettings.environment(config);
    DataGeneratorSource<KafkaRecord> source =
        new DataGeneratorSource<>(records, count, TypeInformation.of(KafkaRecord.class));
    EventsTopology.build(
        env.fromSource(source, EventsTopology.brokerTime(), "memory").uid("memory"),
        brand,
        IcebergOutputs.of(brand, config.types(), 1));
    env.execute("benchmark");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
