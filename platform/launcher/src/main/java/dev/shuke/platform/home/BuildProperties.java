package dev.shuke.platform.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** Values that the build takes over from the root pom, so that they stand in one place. */
public final class BuildProperties {
  private BuildProperties() {}

  public static String trinoVersion() {
    return value("trino.version");
  }

  /** What Spark needs opened in the JDK. */
  public static List<String> sparkOptions() {
    return List.of(value("spark.jvm.options").split("\\s+"));
  }

  private static String value(String key) {
    Properties properties = new Properties();
    try (InputStream in = BuildProperties.class.getResourceAsStream("/build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty(key);
  }
}
