package dev.shuke.proof;

import java.util.Locale;

/** What a brand's tables may be found through. */
enum CatalogKind {
  SQLITE,
  POSTGRESQL,
  REST;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
