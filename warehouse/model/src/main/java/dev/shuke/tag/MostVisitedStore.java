package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code most_visited_store}: the store with most counting orders in 180 days. */
final class MostVisitedStore implements TagFold {

  private final Window window;
  private final Ranking ranking = new Ranking();

  MostVisitedStore(FoldInputs inputs) {
    window = inputs.window("180d");
  }

  @Override
  public void start() {
    window.start();
    ranking.start();
  }

  @Override
  public void add(TimelineRow row) {
    String store = row.storeId();
    if (row.kind() == Kind.ORDER && store != null && window.admits(row)) {
      ranking.add(store, row.businessDate());
    }
  }

  @Override
  public List<String> values() {
    return ranking.first(1);
  }

  @Override
  public @Nullable LocalDate nextChange() {
    return window.nextChange();
  }
}
