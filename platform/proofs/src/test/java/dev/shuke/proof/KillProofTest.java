package dev.shuke.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.EventType;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;

/** R1 with 5 kills; {@code ./shuke prove events} runs the whole. */
class KillProofTest {

  private static final long EVENTS = 60_000;

  @Test
  void losesDoublesAndAltersNothingUnderKills() throws Exception {
    Stage stage = SharedStage.open();
    KillProof.Result result = new KillProof(stage, 7).run(EVENTS, 5, 1_300);
    System.out.println(result);
    assertThat(result.isPassed()).as(result.toString()).isTrue();
    noticesAPlantedLossAndAPlantedDouble(stage);
  }

  private static void noticesAPlantedLossAndAPlantedDouble(Stage stage) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(stage.brand().brand())) {
      Table orders =
          opened.catalog().loadTable(TableIdentifier.parse(Tables.events(EventType.ORDER)));
      DataFile file = anyFile(orders);
      orders.newDelete().deleteFile(file).commit();
      assertThat(stage.check().lost()).isEqualTo(file.recordCount());
      orders.newAppend().appendFile(file).commit();
      assertThat(stage.check().isExact()).isTrue();
      orders.newAppend().appendFile(file).commit();
      assertThat(stage.check().extra()).isEqualTo(file.recordCount());
      orders.newDelete().deleteFile(file).commit();
      orders.newAppend().appendFile(file).commit();
      assertThat(stage.check().isExact()).isTrue();
    }
  }

  private static DataFile anyFile(Table table) throws IOException {
    try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
      return files.iterator().next().file().copy();
    }
  }
}
