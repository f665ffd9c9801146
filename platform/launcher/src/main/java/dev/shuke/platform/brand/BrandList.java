package dev.shuke.platform.brand;

import dev.shuke.event.EventType;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.BrandParts;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import dev.shuke.platform.text.TextTable;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/** The brands there are, and what each holds. What cannot be asked just now is left empty. */
public final class BrandList {
  private static final String NONE = "-";
  private static final String TOTAL_RECORDS = "total-records";

  private final Home home;
  private final BrandParts parts;

  public BrandList(Home home, Progress progress) {
    this.home = home;
    this.parts = new BrandParts(home, progress);
  }

  /** One line per brand. */
  public TextTable table() {
    TextTable table =
        new TextTable(
            "brand",
            "name",
            "名称",
            "from",
            "job",
            ">port",
            ">topics",
            ">events in tables",
            ">on disk");
    Brands brands = new Brands(home);
    for (BrandPlace place : brands.all()) {
      table.row(
          place.id(),
          place.brand().nameEn(),
          place.brand().nameZh(),
          brands.isShipped(place.id()) ? "shipped" : "added",
          parts.isJobRunning(place.id()) ? "running" : "not running",
          Integer.toString(place.flinkPort().number()),
          topics(place).map(String::valueOf).orElse(NONE),
          events(place).map(rows -> String.format(Locale.ROOT, "%,d", rows)).orElse(NONE),
          TextTable.megabytes(bytes(place.id())));
    }
    return table;
  }

  private Optional<Integer> topics(BrandPlace place) {
    if (home.holdsTopicsOf(place.brand()) && !parts.isUp()) {
      return Optional.empty();
    }
    try (KafkaTopics topics = KafkaTopics.of(place.brand())) {
      return Optional.of(topics.existing(place.id()).size());
    } catch (IllegalStateException doesNotAnswer) {
      return Optional.empty();
    }
  }

  /** As the newest snapshots count them; empty before the brand has tables. */
  private static Optional<Long> events(BrandPlace place) {
    long rows = 0;
    try (Catalogs.ClosableCatalog opened = Catalogs.open(place.brand())) {
      for (EventType type : EventType.values()) {
        TableIdentifier name = TableIdentifier.parse(Tables.events(type));
        if (!opened.catalog().tableExists(name)) {
          return Optional.empty();
        }
        rows += rows(opened.catalog(), name);
      }
      return Optional.of(rows);
    } catch (Exception e) {
      throw ShukeException.failed("Cannot read the tables of %s: %s.", place.id(), e.getMessage());
    }
  }

  private static long rows(Catalog catalog, TableIdentifier name) {
    Snapshot newest = catalog.loadTable(name).currentSnapshot();
    return newest == null ? 0 : Long.parseLong(newest.summary().getOrDefault(TOTAL_RECORDS, "0"));
  }

  private long bytes(String brand) {
    try {
      return Copies.size(home.warehouse(brand))
          + Copies.size(home.flink(brand))
          + home.catalogDatabase(brand).toFile().length();
    } catch (IOException e) {
      throw ShukeException.failed("Cannot measure the folders of %s: %s.", brand, e.getMessage());
    }
  }
}
