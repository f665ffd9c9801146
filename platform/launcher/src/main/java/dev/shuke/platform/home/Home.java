package dev.shuke.platform.home;

import dev.shuke.brand.Brand;
import dev.shuke.platform.process.LogFiles;
import dev.shuke.platform.process.Processes;
import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders of one platform: the checkout its programs come from, and the folder that holds all
 * its state. Two platforms with different state folders and ports live beside each other.
 *
 * @param root of the checkout
 * @param folder all state, {@code .shuke} in the root unless {@code SHUKE_HOME} names another
 * @param cache what is fetched once for all platforms of this user
 * @param parallelism of each brand's Flink job
 * @param jit how far its processes are compiled
 */
public record Home(Path root, Path folder, Path cache, Ports ports, int parallelism, Jit jit) {
  private static final String ROOT_PROPERTY = "shuke.root";
  private static final String PARALLELISM_VARIABLE = "SHUKE_PARALLELISM";

  /** Flink's states are split in 128, so no job can run in more parts. */
  private static final int MAX_PARALLELISM = 128;

  public Home {
    root = root.toAbsolutePath().normalize();
    folder = folder.toAbsolutePath().normalize();
    cache = cache.toAbsolutePath().normalize();
  }

  /**
   * Whether the brand's topics lie in the broker of this platform; those in another Kafka are not
   * ours to delete.
   */
  public boolean holdsTopicsOf(Brand brand) {
    return brand.kafkaBootstrap().equals(ports.kafka().address());
  }

  /** The platform that this process belongs to. */
  public static Home ofThisProcess() {
    return ofThisProcess(Jit.FULL);
  }

  /**
   * The platform that this process belongs to.
   *
   * @param usualJit unless {@code SHUKE_JIT} says otherwise
   */
  public static Home ofThisProcess(Jit usualJit) {
    String root = System.getProperty(ROOT_PROPERTY);
    if (root == null) {
      throw ShukeException.wrongSetup(
          "System property %s is not set: start the launcher as ./shuke.", ROOT_PROPERTY);
    }
    return of(Path.of(root), System.getenv(), usualJit);
  }

  /**
   * The platform that an environment describes.
   *
   * @param environment may hold {@code SHUKE_HOME}, {@code SHUKE_CACHE}, {@code SHUKE_PORT_BASE},
   *     {@code SHUKE_PARALLELISM} and {@code SHUKE_JIT}
   * @param usualJit unless {@code SHUKE_JIT} says otherwise
   * @throws ShukeException when one of them is not what it should be
   */
  public static Home of(Path root, Map<String, String> environment, Jit usualJit) {
    Path folder =
        Optional.ofNullable(environment.get("SHUKE_HOME"))
            .map(Path::of)
            .orElse(root.resolve(".shuke"));
    Path cache =
        Optional.ofNullable(environment.get("SHUKE_CACHE"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "shuke"));
    return new Home(
        root,
        folder,
        cache,
        Ports.read(environment, folder.resolve("ports.properties")),
        parallelism(environment.getOrDefault(PARALLELISM_VARIABLE, "1")),
        Jit.read(environment, usualJit));
  }

  private static int parallelism(String text) {
    if (text.matches("[1-9]\\d{0,2}") && Integer.parseInt(text) <= MAX_PARALLELISM) {
      return Integer.parseInt(text);
    }
    throw ShukeException.wrongSetup(
        "%s is '%s', expected 1 to %d.", PARALLELISM_VARIABLE, text, MAX_PARALLELISM);
  }

  /** What each Java process gets: the root for a launcher among them, and where it may litter. */
  List<String> javaOptions() {
    return Stream.concat(
            Stream.of(
                "-Dfile.encoding=UTF-8",
                "-D" + ROOT_PROPERTY + "=" + root,
                // Hadoop starts a chmod for each local file. Java's usual helper in between waits
                // for
                // ever when its parent is killed in that moment, and keeps the parent's ports.
                "-Djdk.lang.Process.launchMechanism=VFORK",
                "-Djava.io.tmpdir=" + temporary()),
            jit.options().stream())
        .toList();
  }

  /** Engines unpack libraries and buffers here, and leave them when they are killed. */
  public Path temporary() {
    return folder.resolve("tmp");
  }

  /**
   * Makes the folder for what the engines unpack; {@code down} deletes it.
   *
   * @throws ShukeException when the state folder cannot be written
   */
  public void createTemporary() {
    try {
      Files.createDirectories(temporary());
    } catch (IOException e) {
      throw ShukeException.wrongSetup(
          "Cannot write into %s: let SHUKE_HOME name a folder that you may write.", folder);
    }
  }

  /** Copies of our own jars, which running processes read. */
  public Path jars() {
    return folder.resolve("jars");
  }

  public Path run() {
    return folder.resolve("run");
  }

  public Path locks() {
    return folder.resolve("locks");
  }

  public Path kafka() {
    return folder.resolve("kafka");
  }

  public Path flink(String brand) {
    return folder.resolve("flink").resolve(brand);
  }

  public Path trino() {
    return folder.resolve("trino");
  }

  public Path loaded() {
    return folder.resolve("loaded");
  }

  /** When the tables of each brand were last cared for. */
  public Path cared() {
    return folder.resolve("cared");
  }

  public Path keys() {
    return folder.resolve("keys.properties");
  }

  /** Seals what is kept of a brand's quarantined records. */
  public Path quarantineKey(String brand) {
    return folder.resolve("keys").resolve(brand + ".quarantine");
  }

  Path brandFiles() {
    return folder.resolve("brands");
  }

  /** Yours, need not exist: lines that stand behind what is shipped of a brand. */
  public Path localLines(String brand) {
    return folder.resolve("local").resolve(brand + ".properties");
  }

  /** Definitions of tags and segments that people of a brand work on. */
  public Path drafts(String brand) {
    return folder.resolve("local").resolve("definitions").resolve(brand);
  }

  Path shippedBrands() {
    return root.resolve("platform/brands");
  }

  /** Copies of the brands that were added, and markers of the shipped ones that were removed. */
  Path addedBrands() {
    return folder.resolve("added");
  }

  /** Which brand has which Flink port. */
  Path flinkPlaces() {
    return folder.resolve("flink-ports.properties");
  }

  /** Where backups go unless told. */
  public Path backups() {
    return folder.resolve("backups");
  }

  public Path samples() {
    return root.resolve("platform/samples");
  }

  /** Where the Iceberg tables of a brand lie. */
  public Path warehouse(String brand) {
    return folder.resolve("warehouse").resolve(brand);
  }

  /** The SQLite file of a brand's catalog. */
  public Path catalogDatabase(String brand) {
    return folder.resolve("catalog").resolve(brand + ".db");
  }

  public LogFiles logs() {
    return new LogFiles(folder.resolve("logs"));
  }

  public Processes processes() {
    return new Processes(run(), logs());
  }
}
