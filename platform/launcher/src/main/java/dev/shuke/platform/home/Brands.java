package dev.shuke.platform.home;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Trees;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The brands in order of name: those shipped in {@code platform/brands} that were not removed, and
 * those added since. Each process gets a brand as one file: what stands in its folder, behind it
 * the lines of this machine's {@code local/<brand>.properties} if there is one, and behind them the
 * places on this machine.
 */
public final class Brands {
  private static final String BRAND_FILE = "brand.properties";
  private static final String PARAMETERS_FILE = "parameters.csv";

  private final Home home;

  public Brands(Home home) {
    this.home = home;
  }

  /** Writes the brand file of each brand and reads it back. */
  public List<BrandPlace> all() {
    List<String> names = names();
    Map<String, Integer> ports = new FlinkPlaces(home.flinkPlaces()).of(names);
    return names.stream()
        .map(name -> place(name, Optional.ofNullable(ports.get(name)).orElseThrow()))
        .toList();
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

  /**
   * The named brand, or the only one there is.
   *
   * @throws ShukeException when none is named of several
   */
  public BrandPlace namedOrOnly(Optional<String> name) {
    List<BrandPlace> brands = namedOrAll(name);
    if (brands.size() != 1) {
      throw ShukeException.wrongSetup(
          "Which brand? Name one of %s with --brand.", String.join(", ", names()));
    }
    return brands.get(0);
  }

  /** Whether there is a brand of this name. */
  public boolean isKnown(String name) {
    return names().contains(name);
  }

  /** Whether the brand's folder is that of the checkout, and not a copy in the state folder. */
  public boolean isShipped(String name) {
    return !Files.exists(added(name)) && Files.exists(shipped(name));
  }

  /**
   * Reads the brand that a folder describes, as it would be on this machine, and its parameters and
   * tags; nothing is written.
   *
   * @throws ConfigurationException listing what is wrong
   */
  public Brand check(Path folder) {
    Path described = folder.resolve(BRAND_FILE);
    if (!Files.isRegularFile(described)) {
      throw new ConfigurationException(
          folder.toString(),
          List.of(
              "no " + BRAND_FILE + " in it, expected a folder such as platform/brands/journey"));
    }
    try {
      Properties named = load(Files.readString(described));
      Path completed = Files.createTempFile("brand", ".properties");
      try {
        String id = named.getProperty("brand", "").strip();
        Files.writeString(
            completed, completed(id, folder, Files.readString(described) + local(id)));
        return checked(folder, completed);
      } finally {
        Files.delete(completed);
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          described.toString(), List.of("cannot be read as UTF-8: " + e.getMessage()));
    }
  }

  private static Brand checked(Path folder, Path completed) {
    try {
      Brand brand = Brand.read(completed);
      Parameters.read(brand.parameters());
      TagCatalogue.shipped().only(brand.tags());
      return brand;
    } catch (ConfigurationException e) {
      // The reader names the file it was given, which is gone when somebody looks for it.
      throw new ConfigurationException(
          folder.resolve(BRAND_FILE).toString(),
          List.of(String.valueOf(e.getMessage()).replace(completed + ": ", "")));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new ConfigurationException(
          folder.resolve(BRAND_FILE).toString(), List.of("key 'tags': " + e.getMessage()));
    }
  }

  /**
   * Makes the folder's brand one of this platform: by a copy, so that it outlives the folder and
   * the checkout; or, if it is what the checkout ships, by no longer leaving that out.
   */
  public void register(String name, Path folder) {
    try {
      if (isSame(folder, shipped(name))) {
        Files.deleteIfExists(removed(name));
        return;
      }
      Files.createDirectories(home.addedBrands());
      Path fresh = Files.createTempDirectory(home.addedBrands(), ".adding");
      for (Path file : describing(folder)) {
        Files.copy(file, fresh.resolve(file.getFileName().toString()));
      }
      // By rename, so that nobody meets half a brand.
      Files.move(fresh, added(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the brand out of this platform; its data stays where it is. */
  public void unregister(String name) {
    try {
      if (Files.exists(shipped(name))) {
        Files.createDirectories(home.addedBrands());
        Files.writeString(removed(name), "");
      }
      if (Files.exists(added(name))) {
        Path going = Files.createTempDirectory(home.addedBrands(), ".removing");
        Files.move(added(name), going, StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(going);
      }
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a brand's folder that describe it: its properties, parameters and mappings. */
  public static List<Path> describing(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.equals(BRAND_FILE)
                    || name.equals(PARAMETERS_FILE)
                    || name.endsWith(".mapping.yaml");
              })
          .sorted()
          .toList();
    }
  }

  private static boolean isSame(Path folder, Path shipped) throws IOException {
    if (!Files.exists(shipped.resolve(BRAND_FILE))) {
      return false;
    }
    List<Path> files = describing(folder);
    if (files.size() != describing(shipped).size()) {
      return false;
    }
    for (Path file : files) {
      Path other = shipped.resolve(file.getFileName().toString());
      if (!Files.exists(other) || Files.mismatch(file, other) >= 0) {
        return false;
      }
    }
    return true;
  }

  private List<String> names() {
    return Stream.concat(
            folders(home.shippedBrands()).filter(name -> Files.notExists(removed(name))),
            folders(home.addedBrands()))
        .distinct()
        .sorted()
        .collect(Collectors.toUnmodifiableList());
  }

  private Stream<String> folders(Path parent) {
    if (parent.equals(home.addedBrands()) && Files.notExists(parent)) {
      return Stream.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(BRAND_FILE)))
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList()
          .stream();
    } catch (IOException e) {
      throw ShukeException.wrongSetup("No brands found in %s; is the checkout complete?", parent);
    }
  }

  private Path shipped(String name) {
    return home.shippedBrands().resolve(name);
  }

  private Path added(String name) {
    return home.addedBrands().resolve(name);
  }

  /** Says that a shipped brand is to be left out. */
  private Path removed(String name) {
    return home.addedBrands().resolve(name + ".removed");
  }

  private Path file(String name) {
    return home.brandFiles().resolve(name + ".properties");
  }

  private BrandPlace place(String name, int port) {
    Path folder = Files.exists(added(name)) ? added(name) : shipped(name);
    Path file = file(name);
    try {
      Files.createDirectories(home.brandFiles());
      Files.createDirectories(home.warehouse(name));
      Files.createDirectories(home.catalogDatabase(name).getParent());
      String described = Files.readString(folder.resolve(BRAND_FILE)) + local(name);
      replace(file, completed(name, folder, described));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BrandPlace(Brand.read(file), file, folder, home.ports().flink(port));
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
  static void replace(Path file, String text) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A key that stands twice counts as it stands last, so the absolute path of the parameters
   * replaces the relative one. Where a brand, or this machine's lines for it, name a catalog or
   * Kafka, that stands.
   */
  private String completed(String name, Path folder, String described) throws IOException {
    Properties named = load(described);
    Map<String, String> places = new TreeMap<>();
    places.put("kafka.bootstrap", home.ports().kafka().address());
    places.put(
        "catalog.uri",
        "jdbc:sqlite:" + home.catalogDatabase(name) + "?journal_mode=WAL&busy_timeout=20000");
    places.put("catalog.warehouse", "file://" + home.warehouse(name));
    places.put(Brand.QUARANTINE_KEY, home.quarantineKey(name).toString());
    places.keySet().removeAll(named.stringPropertyNames());
    places.put("parameters", folder.resolve(PARAMETERS_FILE).toAbsolutePath().toString());
    return described.stripTrailing()
        + "\n\n# Places on this machine, written by ./shuke\n"
        + places.entrySet().stream()
            .map(place -> line(place.getKey(), place.getValue()))
            .collect(Collectors.joining());
  }

  private static Properties load(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties;
  }

  private static String line(String key, String value) {
    return key + "=" + value.replace("\\", "\\\\") + "\n";
  }
}
