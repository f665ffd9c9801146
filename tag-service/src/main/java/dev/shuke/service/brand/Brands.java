package dev.shuke.service.brand;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.service.ShukeSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The brands this process serves, read once from their files. */
@Component
public class Brands {

  private final Map<String, Brand> byId = new LinkedHashMap<>();

  Brands(ShukeSettings settings) {
    settings
        .brandFiles()
        .forEach(
            file -> {
              Brand brand = Brand.read(file);
              if (byId.put(brand.id(), brand) != null) {
                throw new ConfigurationException(
                    file.toString(), List.of("brand '" + brand.id() + "' has another file too"));
              }
            });
  }

  public List<Brand> all() {
    return List.copyOf(byId.values());
  }
}
