package dev.shuke.batch;

import dev.shuke.fold.CustomerFold;
import dev.shuke.fold.FoldInputs;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Folds every customer's timeline with what a definition says now and with what it would say, in
 * one pass, and counts what becomes of the customers.
 */
final class DiffFolding {

  /** Enough to look some up; the smallest numbers, so that the same data name the same. */
  static final int MOST_EXAMPLES = 10;

  private static final StructType SCHEMA =
      new StructType()
          .add("change", DataTypes.StringType, false)
          .add("customers", DataTypes.LongType, false)
          .add("examples", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

  private DiffFolding() {}

  /** What becomes of a customer's values; those of a tag with several are compared as a whole. */
  enum Change {
    GAINED("gain a value"),
    LOST("lose their value"),
    OTHER("get another value"),
    SAME("keep their value"),
    NONE("have none before and after");

    private final String words;

    Change(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    static Change of(List<TagValue> before, List<TagValue> after) {
      if (before.isEmpty()) {
        return after.isEmpty() ? NONE : GAINED;
      }
      if (after.isEmpty()) {
        return LOST;
      }
      return told(before).equals(told(after)) ? SAME : OTHER;
    }

    /** Without version and next change, which are no part of what is said of the customer. */
    private static List<Value> told(List<TagValue> values) {
      return values.stream().map(value -> new Value(value.value(), value.number())).toList();
    }
  }

  private record Value(String text, @Nullable Long number) {}

  /**
   * How many customers one thing becomes of.
   *
   * @param examples numbers of some of them, the smallest
   */
  record Count(long customers, List<Integer> examples) {

    static final Count ZERO = new Count(0, List.of());

    Count {
      examples = examples.stream().sorted().limit(MOST_EXAMPLES).toList();
    }

    Count plus(Count other) {
      List<Integer> both = new ArrayList<>(examples);
      both.addAll(other.examples);
      return new Count(customers + other.customers, both);
    }
  }

  /**
   * All that fixes the counts besides the timeline.
   *
   * @param before what the definition says now; computes nothing where it is new
   */
  record Inputs(TagCatalogue before, TagCatalogue after, FoldInputs fold) implements Serializable {}

  static Map<Change, Count> count(Dataset<Row> timeline, Broadcast<Inputs> inputs) {
    MapPartitionsFunction<Row, Row> fold = rows -> counted(rows, inputs.value());
    Map<Change, Count> counts = new EnumMap<>(Change.class);
    for (Change change : Change.values()) {
      counts.put(change, Count.ZERO);
    }
    TagFolding.inOrder(timeline)
        .mapPartitions(fold, Encoders.row(SCHEMA))
        .collectAsList()
        .forEach(
            row ->
                counts.merge(
                    Change.valueOf(row.getString(0)),
                    new Count(row.getLong(1), row.getList(2)),
                    Count::plus));
    return counts;
  }

  private static Iterator<Row> counted(Iterator<Row> timeline, Inputs inputs) {
    CustomerFold before = new CustomerFold(inputs.before(), inputs.fold());
    CustomerFold after = new CustomerFold(inputs.after(), inputs.fold());
    List<CustomerFold> both = List.of(before, after);
    Map<Change, Tally> tallies = new EnumMap<>(Change.class);
    BucketWalk walk = new BucketWalk(timeline);
    while (walk.hasNext()) {
      int customerNo = walk.feed(both);
      Change change = Change.of(before.finish().values(), after.finish().values());
      tallies.computeIfAbsent(change, any -> new Tally()).add(customerNo);
    }
    return tallies.entrySet().stream()
        .map(
            each ->
                RowFactory.create(
                    each.getKey().name(), each.getValue().customers, each.getValue().array()))
        .iterator();
  }

  /** Customers come in order of their numbers, so the first are the smallest. */
  private static final class Tally {
    private long customers;
    private final List<Integer> examples = new ArrayList<>();

    void add(int customerNo) {
      customers++;
      if (examples.size() < MOST_EXAMPLES) {
        examples.add(customerNo);
      }
    }

    Integer[] array() {
      return examples.toArray(Integer[]::new);
    }
  }
}
