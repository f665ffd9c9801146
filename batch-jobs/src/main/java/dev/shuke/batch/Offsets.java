package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.roaringbitmap.longlong.Roaring64NavigableMap;
import scala.Tuple2;
import scala.reflect.ClassTag$;

/**
 * A set of places in Kafka, as a compressed bitmap for each partition: offsets lie so close that a
 * place takes a few bits. So every task can have the whole set, and no rows are shuffled to ask it.
 */
final class Offsets implements Serializable {
  private static final long serialVersionUID = 1L;

  private record Partition(String topic, int number) implements Serializable {}

  private final Map<Partition, Roaring64NavigableMap> partitions = new HashMap<>();

  /** The places of rows, in one pass: a set for each value that the column has. */
  static Map<String, Offsets> by(Column column, Dataset<Row> rows) {
    MapPartitionsFunction<Row, Tuple2<String, byte[]>> collected = Offsets::collected;
    Map<String, Offsets> all = new HashMap<>();
    rows.select(column, col("kafka_topic"), col("kafka_partition"), col("kafka_offset"))
        .mapPartitions(collected, Encoders.tuple(Encoders.STRING(), Encoders.BINARY()))
        .collectAsList()
        .forEach(some -> all.computeIfAbsent(some._1(), none -> new Offsets()).addAll(some._2()));
    return all;
  }

  /** The places of all rows. */
  static Offsets of(Dataset<Row> rows) {
    return by(lit(""), rows).getOrDefault("", new Offsets());
  }

  private static Iterator<Tuple2<String, byte[]>> collected(Iterator<Row> rows) {
    Map<String, Offsets> some = new HashMap<>();
    rows.forEachRemaining(
        row ->
            some.computeIfAbsent(row.getString(0), none -> new Offsets())
                .in(row.getString(1), row.getInt(2))
                .addLong(row.getLong(3)));
    return some.entrySet().stream()
        .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue().bytes()))
        .iterator();
  }

  private Roaring64NavigableMap in(String topic, int partition) {
    return partitions.computeIfAbsent(
        new Partition(topic, partition), none -> new Roaring64NavigableMap());
  }

  private byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(partitions.size());
      for (Map.Entry<Partition, Roaring64NavigableMap> entry : partitions.entrySet()) {
        out.writeUTF(entry.getKey().topic());
        out.writeInt(entry.getKey().number());
        entry.getValue().serialize(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void addAll(byte[] some) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(some))) {
      for (int left = in.readInt(); left > 0; left--) {
        String topic = in.readUTF();
        int partition = in.readInt();
        Roaring64NavigableMap offsets = new Roaring64NavigableMap();
        offsets.deserialize(in);
        in(topic, partition).or(offsets);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many places of a topic are in the set. */
  long count(String topic) {
    return partitions.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(entry -> entry.getValue().getLongCardinality())
        .sum();
  }

  long count() {
    return partitions.values().stream().mapToLong(Roaring64NavigableMap::getLongCardinality).sum();
  }

  private boolean contains(String topic, int partition, long offset) {
    Roaring64NavigableMap offsets = partitions.get(new Partition(topic, partition));
    return offsets != null && offsets.contains(offset);
  }

  /** Whether a row's place is in the set, to be asked in any number of tasks. */
  Column holdPlace(SparkSession spark) {
    Broadcast<Offsets> everywhere =
        spark.sparkContext().broadcast(this, ClassTag$.MODULE$.apply(Offsets.class));
    UDF3<String, Integer, Long, Boolean> holds =
        (topic, partition, offset) -> everywhere.value().contains(topic, partition, offset);
    return udf(holds, DataTypes.BooleanType)
        .apply(col("kafka_topic"), col("kafka_partition"), col("kafka_offset"));
  }
}
