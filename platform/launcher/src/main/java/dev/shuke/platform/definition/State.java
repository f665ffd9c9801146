package dev.shuke.platform.definition;

import java.util.Locale;

/** Where a definition is in its life. */
public enum State {
  /** Comes with this release; the brand's file says whether runs compute it. */
  SHIPPED,
  /** Kept on this machine; no run knows it. */
  DRAFT,
  /** The next run computes it. */
  PUBLISHED,
  /** The next run no longer computes it. */
  RETIRED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
