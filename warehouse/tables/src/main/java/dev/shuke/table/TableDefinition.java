package dev.shuke.table;

import java.util.function.UnaryOperator;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A table as it is created.
 *
 * @param name {@code namespace.table}
 * @param comment its grain, and why it is laid out so
 */
public record TableDefinition(
    String name, String comment, Schema schema, PartitionSpec partitioning, SortOrder sortOrder) {

  static TableDefinition of(
      String name,
      String comment,
      Schema schema,
      UnaryOperator<PartitionSpec.Builder> partitioning,
      UnaryOperator<SortOrder.Builder> sortOrder) {
    return new TableDefinition(
        name,
        comment,
        schema,
        partitioning.apply(PartitionSpec.builderFor(schema)).build(),
        sortOrder.apply(SortOrder.builderFor(schema)).build());
  }

  public TableIdentifier identifier() {
    return TableIdentifier.parse(name);
  }

  Namespace namespace() {
    return identifier().namespace();
  }
}
