package dev.shuke.batch;

import dev.shuke.event.Sha256;
import dev.shuke.table.Tables;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagDefinition;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Publishes the definitions and parameters a run uses: rows, once each. */
final class Definitions {

  private Definitions() {}

  static Map<String, Integer> versions(List<TagDefinition> definitions) {
    return definitions.stream()
        .collect(
            Collectors.toMap(TagDefinition::id, TagDefinition::version, (a, b) -> a, TreeMap::new));
  }

  static void store(Run run, List<TagDefinition> definitions, Parameters parameters, Instant now) {
    appendNew(
        run,
        Tables.DEFINITIONS,
        definitions.stream().map(definition -> row(definition, now)).toList(),
        "stored.tag_id = row.tag_id and stored.version = row.version");
    appendNew(
        run,
        Tables.PARAMETERS,
        parameters.rows().stream().map(parameter -> row(parameter, now)).toList(),
        "stored.name = row.name and stored.index <=> row.index"
            + " and stored.valid_from = row.valid_from and stored.value = row.value");
  }

  private static void appendNew(Run run, String table, List<Row> rows, String isSame) {
    Dataset<Row> unknown =
        run.rows(table, rows)
            .as("row")
            .join(
                run.table(table).as("stored"),
                org.apache.spark.sql.functions.expr(isSame),
                "left_anti");
    if (!unknown.isEmpty()) {
      run.append(table, unknown);
    }
  }

  private static Row row(TagDefinition definition, Instant now) {
    return RowFactory.create(
        definition.id(),
        definition.version(),
        definition.kind().name().toLowerCase(Locale.ROOT),
        definition.name().zh(),
        definition.name().en(),
        definition.meaning().zh(),
        definition.meaning().en(),
        definition.empty().zh(),
        definition.empty().en(),
        now,
        definition.content(),
        // A person has neither published nor retired it.
        null);
  }

  private static Row row(Parameters.Row parameter, Instant now) {
    return RowFactory.create(
        parameter.name(),
        parameter.index(),
        parameter.validFrom(),
        parameter.value().toPlainString(),
        now);
  }

  /** SHA-256 over the sorted rows; a run with other parameters is another run. */
  static String hash(Parameters parameters) {
    String text =
        parameters.rows().stream()
            .map(
                row ->
                    row.name()
                        + ","
                        + row.index()
                        + ","
                        + row.validFrom()
                        + ","
                        + row.value().toPlainString())
            .sorted()
            .collect(Collectors.joining("\n"));
    return HexFormat.of().formatHex(Sha256.of(text));
  }
}
