package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.iceberg.flink.util.FlinkCompatibilityUtil;

/** Outputs into a brand's tables, committed with each checkpoint. */
final class IcebergOutputs {

  private final CatalogLoader catalog;
  private final int parallelism;

  private IcebergOutputs(Brand brand, int parallelism) {
    this.catalog =
        CatalogLoader.custom(
            brand.id(),
            Catalogs.properties(brand),
            new Configuration(),
            Catalogs.implementation(brand));
    this.parallelism = parallelism;
  }

  static EventsOutputs of(Brand brand, Set<EventType> types, int parallelism) {
    IcebergOutputs tables = new IcebergOutputs(brand, parallelism);
    return new EventsOutputs(
        types.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), type -> tables.into(Tables.events(type), EventRows::row))),
        tables.into(Tables.DUPLICATES, Rows::duplicate),
        tables.into(Tables.LATE, Rows::late),
        tables.into(Tables.QUARANTINE, new QuarantineRow(brand.quarantineKey())));
  }

  private <T> Consumer<DataStream<T>> into(String table, MapFunction<T, RowData> row) {
    return stream ->
        append(
            table,
            stream
                .map(row, typeOf(Tables.named(table).schema()))
                .name("row of " + table)
                .uid("row-" + table));
  }

  private void append(String table, DataStream<RowData> rows) {
    TableLoader loader = TableLoader.fromCatalog(catalog, TableIdentifier.parse(table));
    IcebergSink.forRowData(fitted(table, rows, loader))
        .tableLoader(loader)
        // A checkpoint of young events has three or four dates: shuffling them to fewer files costs
        // more than it saves, and care compacts.
        .distributionMode(DistributionMode.NONE)
        .writeParallelism(parallelism)
        .set("compression-codec", "zstd")
        .uidSuffix(table)
        .append()
        .name(table);
  }

  /** The sink takes rows by the table's columns as they are now, not as this release knows them. */
  private static DataStream<RowData> fitted(
      String table, DataStream<RowData> rows, TableLoader loader) {
    Schema now = schema(loader);
    RowFitting fitting = RowFitting.of(Tables.named(table).schema(), now);
    return fitting.isIdentity()
        ? rows
        : rows.map(fitting, typeOf(now)).name("fit into " + table).uid("fit-" + table);
  }

  private static Schema schema(TableLoader loader) {
    try (TableLoader opened = loader.clone()) {
      opened.open();
      return opened.loadTable().schema();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TypeInformation<RowData> typeOf(Schema schema) {
    return FlinkCompatibilityUtil.toTypeInfo(FlinkSchemaUtil.convert(schema));
  }
}
