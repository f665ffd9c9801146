package dev.shuke.service.run;

import dev.shuke.brand.Brand;
import dev.shuke.rule.ValueType;
import dev.shuke.table.Tables;
import dev.shuke.tag.DefinitionException;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads one run at its pinned snapshots, checking what a reader can check cheaply. Tags are read
 * one after the other, so that only one is there in its gathered form.
 */
final class RunLoader {

  private final Brand brand;
  private final Catalog catalog;
  private final Run run;

  RunLoader(Brand brand, Catalog catalog, Run run) {
    this.brand = brand;
    this.catalog = catalog;
    this.run = run;
  }

  /**
   * The run in memory.
   *
   * @throws UnusableRunException when the run contradicts itself or this release
   */
  Published load() throws Exception {
    TagCatalogue catalogue = catalogue();
    RoaringBitmap population = population();
    CustomerIds ids = ids(population);
    List<TagColumn> columns = new ArrayList<>();
    for (TagDefinition definition : catalogue.definitions()) {
      columns.add(column(definition, population));
    }
    return new Published(brand, run, catalogue, population, ids, columns);
  }

  /** The run's tags: in the brand's order, then those the brand's file names no more. */
  private TagCatalogue catalogue() throws Exception {
    List<String> tags = new ArrayList<>(brand.tags());
    tags.retainAll(run.definitions().keySet());
    new TreeSet<>(run.definitions().keySet())
        .forEach(
            tag -> {
              if (!tags.contains(tag)) {
                tags.add(tag);
              }
            });
    try {
      return TagCatalogue.shipped().with(published()).only(tags);
    } catch (IllegalArgumentException | DefinitionException e) {
      throw new UnusableRunException(
          "Run "
              + run.id()
              + " computed a tag this release does not know: "
              + e.getMessage()
              + ". Upgrade the tag service");
    }
  }

  /** What the run's definitions say, as it was published; nothing for those of old rows. */
  private List<String> published() throws Exception {
    List<String> contents = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(catalog.loadTable(TableIdentifier.parse(Tables.DEFINITIONS)))
            .select("tag_id", "version", "content")
            .build()) {
      for (Record row : rows) {
        String content = (String) row.getField("content");
        boolean isOfRun =
            run.definitions().getOrDefault(text(row, "tag_id"), 0) == number(row, "version");
        if (isOfRun && content != null) {
          contents.add(content);
        }
      }
    }
    return contents;
  }

  private RoaringBitmap population() throws Exception {
    RoaringBitmap population = new RoaringBitmap();
    read(
        Tables.CUSTOMERS,
        List.of("customer_no", "survivor_no"),
        Expressions.alwaysTrue(),
        row -> {
          int customerNo = number(row, "customer_no");
          if (customerNo == number(row, "survivor_no")) {
            population.add(customerNo);
          }
        });
    population.runOptimize();
    return population;
  }

  private CustomerIds ids(RoaringBitmap population) throws Exception {
    CustomerIds.Builder ids = new CustomerIds.Builder();
    read(
        Tables.CUSTOMER_IDS,
        List.of("namespace", "value", "customer_no"),
        Expressions.alwaysTrue(),
        row ->
            ids.add(
                text(row, "namespace"), text(row, "value"), survivor(row, population, "an id")));
    return ids.build();
  }

  private TagColumn column(TagDefinition definition, RoaringBitmap population) throws Exception {
    int version = run.definitions().getOrDefault(definition.id(), 0);
    int numbers = population.isEmpty() ? 0 : population.last() + 1;
    Consumer<Record> same = row -> requireVersion(row, definition, version);
    Expression ofTag = Expressions.equal("tag_id", definition.id());
    if (definition.type() == ValueType.NUMBER || definition.type() == ValueType.DATE) {
      NumberColumn.Builder column =
          new NumberColumn.Builder(definition, version, run.asOf(), numbers);
      List<String> columns =
          List.of("tag_id", "customer_no", "number", "next_change", "definition_version");
      read(
          Tables.CUSTOMER_TAGS,
          columns,
          ofTag,
          same.andThen(
              row ->
                  column.add(
                      survivor(row, population, definition.id()),
                      (Long) row.getField("number"),
                      nextChange(row))));
      return column.build();
    }
    WordColumn.Builder column = new WordColumn.Builder(definition, version, run.asOf(), numbers);
    List<String> columns =
        List.of("tag_id", "customer_no", "position", "value", "next_change", "definition_version");
    read(
        Tables.CUSTOMER_TAGS,
        columns,
        ofTag,
        same.andThen(
            row ->
                column.add(
                    survivor(row, population, definition.id()),
                    number(row, "position"),
                    text(row, "value"),
                    nextChange(row))));
    return column.build();
  }

  private void requireVersion(Record row, TagDefinition definition, int version) {
    int computed = number(row, "definition_version");
    if (computed != version) {
      throw new UnusableRunException(
          "Run "
              + run.id()
              + " says tag "
              + definition.id()
              + " has definition "
              + version
              + ", a row says "
              + computed);
    }
  }

  private void read(String table, List<String> columns, Expression filter, Consumer<Record> each)
      throws Exception {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(catalog.loadTable(TableIdentifier.parse(table)))
            .useSnapshot(run.snapshotOf(table))
            .where(filter)
            .select(columns)
            .reuseContainers()
            .build()) {
      rows.forEach(each);
    }
  }

  private int survivor(Record row, RoaringBitmap population, String what) {
    int customerNo = number(row, "customer_no");
    if (!population.contains(customerNo)) {
      throw new UnusableRunException(
          "Run " + run.id() + " gives " + what + " to a customer number that is no survivor");
    }
    return customerNo;
  }

  private static int number(Record row, String column) {
    return (Integer) row.getField(column);
  }

  private static String text(Record row, String column) {
    return (String) row.getField(column);
  }

  private static @Nullable LocalDate nextChange(Record row) {
    return (LocalDate) row.getField("next_change");
  }
}
