package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.data.GenericRowData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class RowFittingTest {

  private static final Schema WRITTEN = new Schema(column(1, "a"), column(2, "b"));

  @Test
  void changesNothingWhereTheTableHasOurColumns() {
    assertThat(RowFitting.of(WRITTEN, new Schema(column(7, "a"), column(9, "b"))).isIdentity())
        .isTrue();
  }

  @Test
  void putsValuesWhereTheTableHasTheirColumns() {
    Schema table = new Schema(column(3, "new"), column(2, "b"), column(1, "a"));

    RowFitting fitting = RowFitting.of(WRITTEN, table);

    assertThat(fitting.isIdentity()).isFalse();
    assertThat(fitting.map(GenericRowData.of(10, 20))).isEqualTo(GenericRowData.of(null, 20, 10));
  }

  @Test
  void leavesAColumnMoreNull() {
    Schema table = new Schema(column(1, "a"), column(2, "b"), column(3, "new"));

    RowFitting fitting = RowFitting.of(WRITTEN, table);

    assertThat(fitting.isIdentity()).isFalse();
    assertThat(fitting.map(GenericRowData.of(10, 20))).isEqualTo(GenericRowData.of(10, 20, null));
  }

  private static NestedField column(int id, String name) {
    return NestedField.optional(id, name, IntegerType.get());
  }
}
