package dev.shuke.streaming;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Whether the rows of this job fit a table that somebody may have changed. A column more is no
 * harm, the job leaves it null; one that is gone, has another type, or must not be null would fail
 * at the first row, after other tables have got theirs.
 */
final class ColumnCheck {
  private final List<String> problems = new ArrayList<>();

  private ColumnCheck() {}

  /**
   * What does not fit, each as the end of a sentence about the table; empty when all does.
   *
   * @param written what this job writes
   * @param table what is there
   */
  static List<String> problems(Schema written, Schema table) {
    ColumnCheck check = new ColumnCheck();
    written.columns().forEach(column -> check.column(column, table));
    table.columns().stream()
        .filter(column -> column.isRequired() && written.findField(column.name()) == null)
        .forEach(
            column ->
                check.problems.add(
                    "requires column %s, of which this job knows nothing"
                        .formatted(column.name())));
    return List.copyOf(check.problems);
  }

  private void column(NestedField written, Schema table) {
    NestedField there = table.findField(written.name());
    if (there == null) {
      problems.add("has no column " + described(written.name(), written.type()));
    } else {
      type(written.name(), written.type(), there.type());
    }
  }

  private void type(String path, Type written, Type there) {
    if (written.typeId() != there.typeId() || written.isPrimitiveType()) {
      if (!written.equals(there)) {
        problems.add(
            "has column %s, but this job writes %s"
                .formatted(described(path, there), text(written)));
      }
      return;
    }
    List<NestedField> ours = written.asNestedType().fields();
    List<NestedField> theirs = there.asNestedType().fields();
    if (!names(ours).equals(names(theirs))) {
      // Inside a column, values go by position alone.
      problems.add(
          "has column %s of %s, but this job writes %s"
              .formatted(path, names(theirs), names(ours)));
      return;
    }
    for (int i = 0; i < ours.size(); i++) {
      type(path + "." + ours.get(i).name(), ours.get(i).type(), theirs.get(i).type());
    }
  }

  private static List<String> names(List<NestedField> fields) {
    return fields.stream().map(NestedField::name).toList();
  }

  private static String described(String path, Type type) {
    return "%s (%s)".formatted(path, text(type));
  }

  /** Without the numbers of nested fields, which say nothing to a reader. */
  private static String text(Type type) {
    return type.isPrimitiveType() ? type.toString() : type.typeId().name().toLowerCase(Locale.ROOT);
  }
}
