package dev.shuke.platform.part;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import dev.shuke.platform.process.Foreground.Outcome;
import dev.shuke.platform.process.Launch;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/** Kafka: one process that is broker and controller (KRaft). */
final class Broker {
  static final String NAME = "kafka";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Home home;

  Broker(Home home) {
    this.home = home;
  }

  void start() {
    Path config = home.kafka().resolve("server.properties");
    Path logging = home.kafka().resolve("log4j2.properties");
    Templates.write("kafka/log4j2.properties", Map.of(), logging);
    Templates.write("kafka/server.properties", places(), config);
    formatOnce(config);
    List<String> options = List.of("-Dlog4j2.configurationFile=" + logging);
    List<String> command =
        Program.BROKER.command(home, Jdk.javaOfThisProcess(), options, List.of(config.toString()));
    home.processes()
        .start(new Launch(NAME, command, home.kafka(), Optional.of(home.ports().kafka())));
  }

  private Map<String, String> places() {
    return Map.of(
        "broker", home.ports().kafka().address(),
        "controller", home.ports().kafkaController().address(),
        "logs", logs().toString());
  }

  private Path logs() {
    return home.kafka().resolve("data");
  }

  /** A cut-off format leaves no {@code meta.properties} or a whole one, so it can be repeated. */
  private void formatOnce(Path config) {
    if (Files.exists(logs().resolve("meta.properties"))) {
      return;
    }
    List<String> arguments =
        List.of(
            "format",
            "--ignore-formatted",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            config.toString());
    Outcome outcome =
        Foreground.run("Kafka's storage tool", Program.FORMAT_STORAGE.command(home, arguments));
    if (outcome.exitCode() != 0) {
      throw ShukeException.failed(
          "Cannot format Kafka's storage in %s: %s.", logs(), outcome.summary());
    }
  }

  void awaitReady() {
    try (KafkaTopics topics = new KafkaTopics(home.ports().kafka().address())) {
      home.processes().awaitReady(NAME, LIMIT, topics::hasBroker);
    }
  }
}
