package dev.shuke.batch;

import dev.shuke.batch.DiffFolding.Change;
import dev.shuke.batch.DiffFolding.Count;
import dev.shuke.brand.Brand;
import dev.shuke.fold.CustomerFold;
import dev.shuke.fold.FoldInputs;
import dev.shuke.table.PublishedDefinitions;
import dev.shuke.table.Tables;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import scala.reflect.ClassTag$;

/**
 * Counts how many customers a definition would change if it were published: over the timeline, the
 * products and the as-of date of the newest published run. Nothing is written.
 */
final class BrandDiff {

  private final SparkSession spark;
  private final Brand brand;

  BrandDiff(SparkSession spark, Brand brand) {
    this.spark = spark;
    this.brand = brand;
  }

  /**
   * What publishing would do.
   *
   * @param before the version that counts now; empty for a new definition
   */
  record Result(
      long runId, LocalDate asOf, OptionalInt before, int after, Map<Change, Count> counts) {}

  /**
   * Compares a definition with what is known of its id now, published or shipped.
   *
   * @param contents the definition, and others that it refers to and that are not published either
   * @throws dev.shuke.tag.DefinitionException when one of them cannot be read
   * @throws IllegalArgumentException when none of them has the id
   * @throws java.util.NoSuchElementException when the brand lacks a parameter
   */
  Result of(String id, List<String> contents) throws Exception {
    TagCatalogue known = PublishedDefinitions.read(brand).known();
    Optional<TagDefinition> before = known.find(id);
    TagCatalogue after = known.with(contents).only(List.of(id));
    PinnedRun pinned = PinnedRun.newest(spark, brand);
    Run run = pinned.run(pinned.id(), pinned.asOf());
    TagCatalogue now = known.only(before.map(TagDefinition::id).stream().toList());
    FoldInputs inputs =
        FoldSources.inputs(
            run,
            List.of(now, after),
            Parameters.read(brand.parameters()),
            pinned.table(Tables.PRODUCTS));
    // What no customer could be folded with is said before the work begins.
    new CustomerFold(after, inputs);
    return new Result(
        pinned.id(),
        pinned.asOf(),
        before.map(TagDefinition::version).map(OptionalInt::of).orElse(OptionalInt.empty()),
        after.get(id).version(),
        counts(run, pinned, new DiffFolding.Inputs(now, after, inputs)));
  }

  private Map<Change, Count> counts(Run run, PinnedRun pinned, DiffFolding.Inputs inputs) {
    Broadcast<DiffFolding.Inputs> broadcast =
        spark.sparkContext().broadcast(inputs, ClassTag$.MODULE$.apply(DiffFolding.Inputs.class));
    return DiffFolding.count(
        TagFolding.wholeBuckets(run, pinned.snapshotOf(Tables.TIMELINE)), broadcast);
  }
}
