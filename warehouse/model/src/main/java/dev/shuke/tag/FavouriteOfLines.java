package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code taste} and {@code favourite_category}: the words most often on the counting lines of 180
 * days, up to three; empty while too few lines have any.
 */
final class FavouriteOfLines implements TagFold {

  private static final int MOST_VALUES = 3;

  private final OrderLines lines;
  private final BiFunction<OrderLines, TimelineRow, List<String>> words;
  private final long minLines;
  private final Window window;
  private final Ranking ranking = new Ranking();
  private long linesWithWords;

  FavouriteOfLines(
      FoldInputs inputs,
      BiFunction<OrderLines, TimelineRow, List<String>> words,
      String minLinesParameter) {
    lines = new OrderLines(inputs.products());
    this.words = words;
    minLines = inputs.parameters().number(minLinesParameter, inputs.asOf());
    window = inputs.window("180d");
  }

  @Override
  public void start() {
    window.start();
    ranking.start();
    linesWithWords = 0;
  }

  @Override
  public void add(TimelineRow row) {
    if (row.kind() != Kind.ORDER_LINE || window.isOver(row)) {
      return;
    }
    List<String> found = words.apply(lines, row);
    if (!found.isEmpty() && window.admits(row)) {
      linesWithWords++;
      for (String word : found) {
        ranking.add(word, row.businessDate());
      }
    }
  }

  @Override
  public List<String> values() {
    return linesWithWords >= minLines ? ranking.first(MOST_VALUES) : List.of();
  }

  @Override
  public @Nullable LocalDate nextChange() {
    return window.nextChange();
  }
}
