package dev.shuke.platform.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Text files of this jar with places to fill, written {@code ${name}}. */
public final class Templates {
  private Templates() {}

  /** The text of a resource with its places filled. */
  public static String fill(String resource, Map<String, String> values) {
    String text = read(resource);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    if (text.contains("${")) {
      throw new IllegalStateException(resource + " has a place nobody fills: " + text);
    }
    return text;
  }

  public static void write(String resource, Map<String, String> values, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, fill(resource, values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String resource) {
    try (InputStream in = Templates.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
