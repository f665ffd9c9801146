package dev.shuke.platform.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under a head, in columns as wide as their widest cell. */
public final class TextTable {
  private static final String RIGHT = ">";
  private static final String GAP = "  ";

  private final List<Boolean> isRight = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param head names of the columns; one that starts with {@code >} is aligned to the right
   */
  public TextTable(String... head) {
    String[] names = new String[head.length];
    for (int i = 0; i < head.length; i++) {
      isRight.add(head[i].startsWith(RIGHT));
      names[i] = head[i].replace(RIGHT, "").toUpperCase(Locale.ROOT);
    }
    rows.add(names);
  }

  public void row(String... cells) {
    if (cells.length != isRight.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + isRight.size() + " columns");
    }
    rows.add(cells.clone());
  }

  /** The table, without a line end behind its last line. */
  public String text() {
    return String.join("\n", rows.stream().map(this::line).toList());
  }

  private String line(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String blank = " ".repeat(width(i) - columns(cells[i]));
      line.append(isRight.get(i) ? blank + cells[i] : cells[i] + blank).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(cells -> columns(cells[column])).max().orElse(0);
  }

  /** On a terminal a Chinese character is two columns wide. */
  private static int columns(String text) {
    return text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
  }

  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }

  /** Roughly, in its greatest unit. */
  public static String age(Duration age) {
    if (age.toDays() > 1) {
      return age.toDays() + " days";
    }
    if (age.toMinutes() > 120) {
      return age.toHours() + " h";
    }
    return age.toMinutes() > 2 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }
}
