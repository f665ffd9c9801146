package dev.shuke.brand;

import java.util.List;

/** A configuration that cannot be used; the message lists every problem found, one a line. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String where, List<String> problems) {
    super(where + ": " + String.join("; ", problems));
  }
}
