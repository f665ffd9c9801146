package dev.shuke.service;

import dev.shuke.brand.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service, all under {@code shuke.}; an unknown one is an error.
 *
 * @param brandFiles one file per brand, as {@code ./shuke up} writes them
 * @param keysFile properties, {@code brand=key}, one for each brand
 * @param trinoUrl such as {@code jdbc:trino://127.0.0.1:18080}
 * @param poll how long to wait between two looks for a newly published run
 */
@ConfigurationProperties(prefix = "shuke", ignoreUnknownFields = false)
public record ShukeSettings(
    @DefaultValue List<Path> brandFiles,
    @DefaultValue("") Path keysFile,
    @DefaultValue("") String trinoUrl,
    @DefaultValue("5s") Duration poll) {

  private static final String TRINO = "jdbc:trino://";

  public ShukeSettings {
    List<String> problems = new ArrayList<>();
    if (brandFiles.isEmpty()) {
      problems.add("shuke.brand-files is missing, expected one brand file or more");
    }
    if (keysFile.toString().isEmpty()) {
      problems.add("shuke.keys-file is missing, expected a properties file with brand=key");
    }
    if (!trinoUrl.startsWith(TRINO)) {
      problems.add(
          "shuke.trino-url is '" + trinoUrl + "', expected one such as jdbc:trino://host:port");
    }
    if (poll.isNegative() || poll.isZero()) {
      problems.add("shuke.poll is " + poll + ", expected more than 0");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException("Settings of the tag service", problems);
    }
    brandFiles = List.copyOf(brandFiles);
  }
}
