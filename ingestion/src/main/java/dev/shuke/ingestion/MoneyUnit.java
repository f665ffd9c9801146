package dev.shuke.ingestion;

/** In what the file tells money. */
enum MoneyUnit {
  /** Units of the currency, such as 12.34. */
  CURRENCY,
  /** Whole 1/100 of the currency, such as 1234. */
  FEN
}
