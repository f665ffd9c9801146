package dev.shuke.ingestion;

/**
 * What an import did.
 *
 * @param read rows of the file without its header
 * @param events events made of them
 * @param refused rows that made none; an order is refused with all its rows
 * @param sent events that Kafka acknowledged
 * @param paidFen sum of the paid amounts of orders, in 1/100 of the brand's currency
 */
record ImportReport(long read, long events, long refused, long sent, long paidFen) {

  String line() {
    return "read=%d events=%d refused=%d sent=%d".formatted(read, events, refused, sent);
  }
}
