package dev.shuke.proof;

import dev.shuke.brand.Brand;
import dev.shuke.platform.ledger.Ledger;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Holds Trino's ledger of a brand against what Java read row by row. */
final class LedgerCheck {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Trino trino;
  private final Brand brand;

  LedgerCheck(Stage stage) {
    this.trino = new Trino(stage.home());
    this.brand = stage.brand().brand();
  }

  /** Waits until the tag service has made the ledger. */
  void awaitLedger() {
    Waiting.until("the ledger", LIMIT, () -> read() != null);
  }

  /** Numbers of the ledger that do not agree. */
  List<String> differences(TableCheck.Result rows) throws SQLException {
    Ledger ledger = read();
    List<String> found = new ArrayList<>();
    compare("offsets", sum(ledger, Ledger.Row::offsets), rows.in(), found);
    compare("events", sum(ledger, Ledger.Row::events), rows.stored(), found);
    compare("duplicates", sum(ledger, Ledger.Row::duplicates), rows.dup(), found);
    compare("quarantined", sum(ledger, Ledger.Row::quarantined), rows.quarantined(), found);
    compare("late", sum(ledger, Ledger.Row::lateWaiting), rows.late(), found);
    compare("lost", sum(ledger, Ledger.Row::lost), 0, found);
    compare("doubled", sum(ledger, Ledger.Row::doubled), 0, found);
    return found;
  }

  private Ledger read() throws SQLException {
    return Ledger.read(trino, brand, Optional.empty(), Optional.empty());
  }

  private static long sum(Ledger ledger, ToLongFunction<Ledger.Row> column) {
    return ledger.rows().stream().mapToLong(column).sum();
  }

  private static void compare(String what, long said, long wanted, List<String> found) {
    if (said != wanted) {
      found.add("ledger %s is %d, expected %d".formatted(what, said, wanted));
    }
  }
}
