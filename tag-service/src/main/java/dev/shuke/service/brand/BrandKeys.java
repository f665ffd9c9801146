package dev.shuke.service.brand;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.service.ShukeSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which key opens which brand. Only digests of the keys are kept. */
@Component
class BrandKeys {

  private final Map<Brand, byte[]> digests = new LinkedHashMap<>();

  BrandKeys(ShukeSettings settings, Brands brands) {
    Properties keys = read(settings.keysFile());
    List<String> problems = problems(keys, brands);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(settings.keysFile().toString(), problems);
    }
    brands.all().forEach(brand -> digests.put(brand, digest(keys.getProperty(brand.id()).strip())));
  }

  /** The brand this key opens. Takes the same time for each wrong key. */
  Optional<Brand> brandOf(String key) {
    byte[] digest = digest(key);
    Optional<Brand> found = Optional.empty();
    for (Map.Entry<Brand, byte[]> entry : digests.entrySet()) {
      if (MessageDigest.isEqual(entry.getValue(), digest)) {
        found = Optional.of(entry.getKey());
      }
    }
    return found;
  }

  private static Properties read(Path file) {
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      keys.load(reader);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          file.toString(), List.of("no such file of keys, expected lines of brand=key"));
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(), List.of("cannot be read: " + e.getClass().getSimpleName()));
    }
    return keys;
  }

  private static List<String> problems(Properties keys, Brands brands) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Brand brand : brands.all()) {
      String key = keys.getProperty(brand.id(), "").strip();
      if (key.isEmpty()) {
        problems.add("brand '" + brand.id() + "' has no key, expected " + brand.id() + "=<key>");
      } else if (!seen.add(key)) {
        problems.add("brand '" + brand.id() + "' has the key of another brand");
      }
    }
    List<String> known = brands.all().stream().map(Brand::id).toList();
    keys.stringPropertyNames().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> problems.add("unknown brand '" + name + "', expected one of " + known));
    return problems;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
