package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import dev.shuke.customer.ProductBook;
import dev.shuke.fold.FoldInputs;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gathers what a fold knows beside the timelines. */
final class FoldSources {

  private FoldSources() {}

  /**
   * Reads the products and the customers that are listed by id.
   *
   * @param catalogues all that will be folded with it
   */
  static FoldInputs inputs(
      Run run, List<TagCatalogue> catalogues, Parameters parameters, Dataset<Row> products) {
    return new FoldInputs(
        parameters,
        productBook(products),
        run.brand().calendar().zone(),
        listedIds(run, catalogues),
        run.asOf());
  }

  private static FoldInputs.CustomerIds listedIds(Run run, List<TagCatalogue> catalogues) {
    Set<String> ids = new HashSet<>();
    for (TagCatalogue catalogue : catalogues) {
      catalogue.ids().forEach(id -> ids.addAll(catalogue.listedIdsOf(id)));
    }
    Map<String, Integer> numbers = new HashMap<>();
    if (!ids.isEmpty()) {
      WhoIsWho.numbers(run)
          .withColumn("id", concat_ws(":", col("namespace"), col("value")))
          .where(col("id").isin(ids.toArray()))
          .select("id", "customer_no")
          .collectAsList()
          .forEach(row -> numbers.put(row.getString(0), row.getInt(1)));
    }
    return FoldInputs.known(numbers);
  }

  private static ProductBook productBook(Dataset<Row> products) {
    return ProductBook.of(
        products.collectAsList().stream()
            .map(
                row ->
                    new ProductBook.Row(
                        row.getAs("sku"),
                        row.getAs("valid_from"),
                        row.getAs("name"),
                        row.getAs("category"),
                        row.getAs("department"),
                        row.getList(row.fieldIndex("tastes"))))
            .toList());
  }
}
