package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Frontiers;
import dev.shuke.table.PartitionEnd;
import dev.shuke.table.PublishedDefinitions;
import dev.shuke.table.Tables;
import dev.shuke.tag.ContentHash;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.Catalog;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.reflect.ClassTag$;

/**
 * The daily chain of one brand: admit → identities → timeline → tags → marts → publish; or, for a
 * past date, the tags alone, from what the newest published run pinned.
 */
final class BrandChain {

  private final SparkSession spark;
  private final Brand brand;
  private final Clock clock;
  private final Progress progress;
  private final TagCatalogue catalogue;
  private final Parameters parameters;

  BrandChain(SparkSession spark, Brand brand, Clock clock, Progress progress) throws Exception {
    this.spark = spark;
    this.brand = brand;
    this.clock = clock;
    this.progress = progress;
    this.catalogue = PublishedDefinitions.read(brand).catalogue(brand.tags());
    this.parameters = Parameters.read(brand.parameters());
  }

  /**
   * What a run came to.
   *
   * @param values rows of tag values
   */
  record Result(long runId, LocalDate asOf, long customers, long values, String contentHash) {}

  /** Computes the brand's as-of date from all that is known and publishes it. */
  Result publish() throws Exception {
    Instant startedAt = clock.instant();
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      List<PartitionEnd> frontier = step("frontier", () -> Frontiers.read(opened.catalog()));
      Run run =
          new Run(
              spark, brand, RunTables.nextId(spark, brand.id()), brand.asOf(startedAt), frontier);
      step("admit", () -> new Admit(run).judge());
      WhoIsWho.Result persons = step("identities", () -> new WhoIsWho(run).resolve());
      deriveCore(run, persons);
      Map<String, Long> rowCounts = new HashMap<>();
      ContentHash hash =
          together(
              () -> step("tags", () -> foldAndStore(run, opened.catalog(), rowCounts)),
              () -> step("marts", () -> storeConversion(run)));
      step("checks", () -> checked(run));
      step(
          "publish",
          () -> commit(run, opened.catalog(), hash, persons.customers(), rowCounts, startedAt));
      return new Result(run.id(), run.asOf(), persons.customers(), hash.rows(), hash.hex());
    }
  }

  /**
   * Computes a past date from the timeline of the newest published run; nothing published is
   * touched.
   */
  Result asOf(LocalDate date) throws Exception {
    Instant startedAt = clock.instant();
    PinnedRun pinned = PinnedRun.newest(spark, brand);
    Run run = pinned.run(RunTables.nextId(spark, brand.id()), date);
    ContentHash hash = step("tags", () -> foldAsOf(run, pinned));
    RunTables.append(
        run,
        RunTables.AS_OF,
        Definitions.versions(catalogue.definitions()),
        Definitions.hash(parameters),
        hash.hex(),
        pinned.snapshots(),
        pinned.customers(),
        Map.of(Tables.AS_OF, hash.rows()),
        startedAt);
    return new Result(run.id(), date, pinned.customers(), hash.rows(), hash.hex());
  }

  private void deriveCore(Run run, WhoIsWho.Result persons) {
    together(
        () -> step("orders", () -> done(() -> new Orders(run).derive())),
        () -> {
          step("records", () -> done(() -> new Records(run).derive()));
          step("friendships", () -> done(() -> new Friendships(run).derive()));
        });
    together(
        () -> step("timeline", () -> done(() -> new Timeline(run).derive())),
        () -> step("data health", () -> done(() -> DataHealth.store(run, persons))));
  }

  /**
   * Runs two things that do not read each other's tables: while one plans on the driver, the other
   * uses the cores. Waits for both, also when one fails.
   */
  private static <T> T together(Supplier<T> first, Runnable second) {
    // A thread made here inherits this one's Spark session.
    CompletableFuture<Void> beside =
        CompletableFuture.runAsync(second, task -> new Thread(task).start());
    try {
      return first.get();
    } finally {
      join(beside);
    }
  }

  private static void join(CompletableFuture<Void> beside) {
    try {
      beside.join();
    } catch (CompletionException e) {
      // Its own failure tells more than that a future failed.
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private ContentHash foldAndStore(Run run, Catalog catalog, Map<String, Long> rowCounts) {
    Definitions.store(run, catalogue.definitions(), parameters, clock.instant());
    long timeline = RunTables.currentSnapshot(catalog, Tables.TIMELINE);
    Dataset<Row> folded =
        fold(run, timeline, run.table(Tables.PRODUCTS)).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> values = folded.where("tag_id is not null");
    ContentHash hash = TagFolding.hash(values);
    run.overwrite(Tables.CUSTOMER_TAGS, values);
    run.overwrite(Tables.NEXT_CHANGES, folded.where("tag_id is null"));
    rowCounts.put(Tables.CUSTOMER_TAGS, hash.rows());
    folded.unpersist();
    return hash;
  }

  private ContentHash foldAsOf(Run run, PinnedRun pinned) {
    Dataset<Row> values =
        fold(run, pinned.snapshotOf(Tables.TIMELINE), pinned.table(Tables.PRODUCTS))
            .where("tag_id is not null")
            .withColumn("run_id", functions.lit(run.id()))
            .withColumn("as_of_date", functions.lit(run.asOf()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    ContentHash hash = TagFolding.hash(values.drop("run_id", "as_of_date"));
    run.append(Tables.AS_OF, values);
    values.unpersist();
    return hash;
  }

  private Dataset<Row> fold(Run run, long timelineSnapshot, Dataset<Row> products) {
    TagFolding.Inputs inputs =
        new TagFolding.Inputs(
            catalogue, FoldSources.inputs(run, List.of(catalogue), parameters, products));
    Broadcast<TagFolding.Inputs> broadcast =
        spark.sparkContext().broadcast(inputs, ClassTag$.MODULE$.apply(TagFolding.Inputs.class));
    return TagFolding.fold(TagFolding.wholeBuckets(run, timelineSnapshot), broadcast);
  }

  private static Object storeConversion(Run run) {
    new StoreConversion(run).derive(Orders.firstPaidDate(run));
    return "";
  }

  private static Object checked(Run run) {
    PublicationChecks.run(run);
    return "";
  }

  private Object commit(
      Run run,
      Catalog catalog,
      ContentHash hash,
      long customers,
      Map<String, Long> rowCounts,
      Instant startedAt) {
    RunTables.append(
        run,
        RunTables.PUBLISHED,
        Definitions.versions(catalogue.definitions()),
        Definitions.hash(parameters),
        hash.hex(),
        RunTables.pin(catalog, run.id()),
        customers,
        rowCounts,
        startedAt);
    return "run " + run.id();
  }

  private static Object done(Runnable work) {
    work.run();
    return "";
  }

  private <T> T step(String name, Supplier<T> work) {
    spark.sparkContext().setJobDescription(brand.id() + ": " + name);
    return progress.step(brand.id(), name, work);
  }
}
