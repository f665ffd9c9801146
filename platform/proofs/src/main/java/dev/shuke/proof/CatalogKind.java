package dev.shuke.proof;

import java.util.Locale;

/** Where a brand's tables may be found: by a catalog, or with their files on S3. */
enum CatalogKind {
  SQLITE,
  POSTGRESQL,
  REST,
  S3;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
