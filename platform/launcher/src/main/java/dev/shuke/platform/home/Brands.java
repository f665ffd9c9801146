package dev.shuke.platform.home;

import dev.shuke.brand.Brand;
import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The brands shipped in {@code platform/brands}, in order of name. Each process gets a brand as one
 * file: what is shipped, behind it the lines of this machine's {@code local/<brand>.properties} if
 * there is one, and behind them the places on this machine.
 */
public final class Brands {
  private static final String SHIPPED_FILE = "brand.properties";

  private final Home home;

  public Brands(Home home) {
    this.home = home;
  }

  /** Writes the brand file of each brand and reads it back. */
  public List<BrandPlace> all() {
    List<String> names = names();
    return names.stream().map(name -> place(name, names.indexOf(name))).toList();
  }

  /**
   * The brand of this name.
   *
   * @throws ShukeException when there is none, with the names there are
   */
  public BrandPlace named(String name) {
    return all().stream()
        .filter(place -> place.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ShukeException.wrongSetup(
                    "Unknown brand '%s', expected one of %s.", name, String.join(", ", names())));
  }

  /** The named brand, or all when none is named. */
  public List<BrandPlace> namedOrAll(Optional<String> name) {
    return name.map(this::named).map(List::of).orElseGet(this::all);
  }

  private List<String> names() {
    try (Stream<Path> folders = Files.list(home.shippedBrands())) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(SHIPPED_FILE)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException e) {
      throw ShukeException.wrongSetup(
          "No brands found in %s; is the checkout complete?", home.shippedBrands());
    }
  }

  private BrandPlace place(String name, int place) {
    Path shipped = home.shippedBrands().resolve(name);
    Path file = home.brandFiles().resolve(name + ".properties");
    try {
      Files.createDirectories(home.brandFiles());
      Files.createDirectories(home.warehouse(name));
      Files.createDirectories(home.catalogDatabase(name).getParent());
      replace(file, completed(name, Files.readString(shipped.resolve(SHIPPED_FILE)) + local(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BrandPlace(Brand.read(file), file, shipped, home.ports().flink(place));
  }

  /** Lines that belong to this machine alone, such as the address of a catalog. */
  private String local(String name) throws IOException {
    Path local = home.localLines(name);
    return Files.exists(local)
        ? "\n# From local/" + local.getFileName() + "\n" + Files.readString(local)
        : "";
  }

  /**
   * By rename, so that a process reading the file just now sees all of the old or all of the new.
   */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A key that stands twice counts as it stands last, so the absolute path of the parameters
   * replaces the relative one. Where a brand, or this machine's lines for it, name a catalog or
   * Kafka, that stands.
   */
  private String completed(String name, String shipped) throws IOException {
    Properties named = new Properties();
    named.load(new StringReader(shipped));
    Map<String, String> places = new TreeMap<>();
    places.put("kafka.bootstrap", home.ports().kafka().address());
    places.put(
        "catalog.uri",
        "jdbc:sqlite:" + home.catalogDatabase(name) + "?journal_mode=WAL&busy_timeout=20000");
    places.put("catalog.warehouse", "file://" + home.warehouse(name));
    places.put(Brand.QUARANTINE_KEY, home.quarantineKey(name).toString());
    places.keySet().removeAll(named.stringPropertyNames());
    places.put(
        "parameters", home.shippedBrands().resolve(name).resolve("parameters.csv").toString());
    return shipped.stripTrailing()
        + "\n\n# Places on this machine, written by ./shuke\n"
        + places.entrySet().stream()
            .map(place -> line(place.getKey(), place.getValue()))
            .collect(Collectors.joining());
  }

  private static String line(String key, String value) {
    return key + "=" + value.replace("\\", "\\\\") + "\n";
  }
}
