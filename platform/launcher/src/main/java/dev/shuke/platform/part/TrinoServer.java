package dev.shuke.platform.part;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.process.Launch;
import dev.shuke.platform.process.Port;
import dev.shuke.platform.text.Progress;
import dev.shuke.platform.text.Templates;
import dev.shuke.table.TrinoCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trino, coordinator and worker in one process, with one catalog per brand. */
final class TrinoServer {
  static final String NAME = "trino";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final TrinoDistribution distribution;

  TrinoServer(Home home) {
    this.home = home;
    this.distribution = new TrinoDistribution(home);
  }

  void complete(Progress progress) {
    distribution.complete(progress);
  }

  void start(Jdk jdk, List<BrandPlace> brands) {
    writeConfig(brands);
    Port port = home.ports().trino();
    home.processes().start(new Launch(NAME, command(jdk), home.trino(), Optional.of(port)));
  }

  private void writeConfig(List<BrandPlace> brands) {
    Templates.write(
        "trino/config.properties",
        Map.of(
            "host", Port.HOST,
            "port", Integer.toString(home.ports().trino().number()),
            "plugins", distribution.plugins().toString(),
            "catalogs", catalogs().toString()),
        etc().resolve("config.properties"));
    Templates.write("trino/log.properties", Map.of(), etc().resolve("log.properties"));
    forgetCatalogs();
    brands.forEach(this::writeCatalog);
  }

  /** A brand that is no longer shipped must not keep its catalog. */
  private void forgetCatalogs() {
    try (Stream<Path> files = Files.list(Files.createDirectories(catalogs()))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeCatalog(BrandPlace place) {
    String lines =
        TrinoCatalog.properties(place.brand()).entrySet().stream()
            .map(line -> line.getKey() + "=" + line.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      Files.writeString(catalogs().resolve(place.id() + ".properties"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(Jdk jdk) {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    Templates.fill("trino/jvm.config", Map.of())
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(command::add);
    command.addAll(home.jit().options());
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + home.temporary(),
            "-Dnode.environment=shuke",
            "-Dnode.id=shuke",
            "-Dnode.data-dir=" + home.trino().resolve("data"),
            "-Dconfig=" + etc().resolve("config.properties"),
            "-Dlog.levels-file=" + etc().resolve("log.properties"),
            "-cp",
            distribution.folder().resolve("lib") + "/*",
            "io.trino.server.TrinoServer"));
    return command;
  }

  private Path etc() {
    return home.trino().resolve("etc");
  }

  private Path catalogs() {
    return etc().resolve("catalog");
  }

  void awaitReady() {
    home.processes().awaitReady(NAME, LIMIT, new Trino(home)::hasActiveNode);
  }
}
