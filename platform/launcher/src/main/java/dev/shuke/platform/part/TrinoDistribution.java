package dev.shuke.platform.part;

import dev.shuke.platform.home.BuildProperties;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.Foreground;
import dev.shuke.platform.process.Foreground.Outcome;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Trees;
import dev.shuke.platform.process.Waiting;
import dev.shuke.platform.text.Progress;
import dev.shuke.platform.text.Templates;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The Trino server with the one plugin it needs, in the cache: fetched by Maven coordinates and
 * unpacked once for all platforms of this user. The folder appears by rename, so one that exists is
 * whole.
 */
final class TrinoDistribution {
  private static final String COPY_GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
  private static final Duration OTHER_FETCH_LIMIT = Duration.ofMinutes(30);
  private static final int SIGN_OF_LIFE_SECONDS = 10;

  private final Path cache;
  private final String version = BuildProperties.trinoVersion();

  TrinoDistribution(Home home) {
    this.cache = home.cache();
  }

  Path folder() {
    return cache.resolve("trino-" + version);
  }

  /** The folder that holds the Iceberg plugin and no other: each plugin costs time at the start. */
  Path plugins() {
    return folder().resolve("plugin");
  }

  /** Fetches and unpacks the server unless the cache has it. */
  void complete(Progress progress) {
    if (Files.isDirectory(folder())) {
      return;
    }
    try (InterProcessLock ours = lock()) {
      if (!Files.isDirectory(folder())) {
        fetch(progress);
      }
    } catch (IOException e) {
      throw ShukeException.failed("Cannot unpack Trino into %s: %s.", folder(), e.getMessage());
    }
  }

  private InterProcessLock lock() {
    List<InterProcessLock> taken = new ArrayList<>();
    Waiting.until(
        "another ./shuke that is fetching Trino into " + cache,
        OTHER_FETCH_LIMIT,
        () -> InterProcessLock.tryTake(cache.resolve("trino.lock")).map(taken::add).orElse(false));
    return taken.get(0);
  }

  private void fetch(Progress progress) throws IOException {
    Path work = cache.resolve("trino-" + version + ".unfinished");
    Trees.delete(work);
    Path archives = Files.createDirectories(work.resolve("archives"));
    Path server = Files.createDirectories(work.resolve("server"));
    progress.say("Fetching Trino %s (540 MB unless Maven has it already) into %s", version, cache);
    Path core = copy("trino-server-core", "tar.gz", archives, progress);
    Path plugin = copy("trino-iceberg", "zip", archives, progress);
    progress.say("Unpacking Trino");
    untar(core, server);
    Path plugins = Files.createDirectories(server.resolve("plugin/iceberg"));
    unzip(plugin, plugins);
    addSqliteDriver(plugins);
    Files.move(server, folder(), StandardCopyOption.ATOMIC_MOVE);
    Trees.delete(work);
  }

  /** In a folder without a pom, else Maven would fetch once for each module of the reactor. */
  private Path copy(String artifact, String type, Path archives, Progress progress) {
    List<String> command =
        List.of(
            "mvn",
            "-B",
            "-ntp",
            "-q",
            "-f",
            emptyPom(archives).toString(),
            COPY_GOAL,
            "-Dartifact=io.trino:" + artifact + ":" + version + ":" + type,
            "-DoutputDirectory=" + archives);
    try (SignsOfLife signs = new SignsOfLife(progress, "still fetching " + artifact)) {
      Outcome outcome = Foreground.run("Maven", command);
      if (outcome.exitCode() != 0) {
        throw ShukeException.failed(
            "Maven cannot fetch io.trino:%s:%s (%s): check the network and Maven's settings, then run this again.",
            artifact,
            version,
            outcome.said().isEmpty() ? "no reason given" : outcome.said().get(0));
      }
    }
    return archives.resolve(artifact + "-" + version + "." + type);
  }

  private static Path emptyPom(Path folder) {
    Path pom = folder.resolve("pom.xml");
    Templates.write("trino/fetch-pom.xml", Map.of(), pom);
    return pom;
  }

  /** By {@code tar}, which keeps what is executable; the plugins of the core are left out. */
  private static void untar(Path archive, Path folder) {
    Outcome outcome =
        Foreground.run(
            "tar",
            List.of(
                "tar",
                "-xzf",
                archive.toString(),
                "-C",
                folder.toString(),
                "--strip-components=1",
                "--exclude=*/plugin/*"));
    if (outcome.exitCode() != 0) {
      throw ShukeException.failed("Cannot unpack %s: %s.", archive, outcome.summary());
    }
  }

  private static void unzip(Path archive, Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path name = Path.of(entry.getName());
        if (!entry.isDirectory()) {
          Path target = folder.resolve(name.subpath(1, name.getNameCount()).toString()).normalize();
          if (!target.startsWith(folder)) {
            throw new IOException(archive + " holds a file outside its folder: " + name);
          }
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
  }

  /** The catalogs lie in SQLite; Trino ships no driver for it. */
  private static void addSqliteDriver(Path plugins) throws IOException {
    try {
      Path driver =
          Path.of(
              org.sqlite.JDBC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Files.copy(driver, plugins.resolve(driver.getFileName().toString()));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** A line now and then while something long gives no news of its own. */
  private static final class SignsOfLife implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    SignsOfLife(Progress progress, String line) {
      var unused =
          clock.scheduleAtFixedRate(
              () -> progress.say("%s", line),
              SIGN_OF_LIFE_SECONDS,
              SIGN_OF_LIFE_SECONDS,
              TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }
}
