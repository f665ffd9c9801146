package dev.shuke.streaming;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/**
 * Puts each value where the table has its column. The table may be of a newer release, or somebody
 * may have added a column: what this job does not know stays null.
 */
final class RowFitting implements MapFunction<RowData, RowData> {
  private static final long serialVersionUID = 1L;
  private static final int UNKNOWN = -1;

  /** Of each column of the table the place in our rows. */
  private final int[] places;

  /** Of our rows' columns. */
  private final RowData.FieldGetter[] values;

  private RowFitting(int[] places, RowData.FieldGetter[] values) {
    this.places = places;
    this.values = values;
  }

  /** For rows with the columns of {@code written}, all of which the table has. */
  static RowFitting of(Schema written, Schema table) {
    int[] places =
        table.columns().stream()
            .map(column -> written.findField(column.name()))
            .mapToInt(column -> column == null ? UNKNOWN : written.columns().indexOf(column))
            .toArray();
    List<LogicalType> types = FlinkSchemaUtil.convert(written).getChildren();
    return new RowFitting(
        places,
        IntStream.range(0, types.size())
            .mapToObj(i -> RowData.createFieldGetter(types.get(i), i))
            .toArray(RowData.FieldGetter[]::new));
  }

  /** Whether the rows fit as they are. */
  boolean isIdentity() {
    return IntStream.range(0, places.length).allMatch(i -> places[i] == i);
  }

  @Override
  public RowData map(RowData row) {
    GenericRowData fitted = new GenericRowData(places.length);
    for (int i = 0; i < places.length; i++) {
      fitted.setField(i, places[i] == UNKNOWN ? null : values[places[i]].getFieldOrNull(row));
    }
    return fitted;
  }
}
