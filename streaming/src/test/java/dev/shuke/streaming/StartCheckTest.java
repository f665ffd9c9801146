package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.table.Catalogs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user sees when a start is refused: one sentence and code 2. */
class StartCheckTest {

  @TempDir Path folder;
  private TestBrand brand;

  @BeforeEach
  void createTables() throws Exception {
    brand = TestBrand.in(folder);
  }

  @Test
  void refusesAStartWithoutStateOnFilledTables() throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand.brand())) {
      Table chats = opened.catalog().loadTable(TableIdentifier.parse("events.chats"));
      chats
          .newAppend()
          .appendFile(
              DataFiles.builder(chats.spec())
                  .withPath(chats.location() + "/data/some.parquet")
                  .withPartitionPath("business_date_month=674")
                  .withFileSizeInBytes(1)
                  .withRecordCount(1)
                  .build())
          .commit();
    }

    assertThat(refusal())
        .isEqualTo(
            "brand test: table test.events.chats already holds rows, so a start without state would"
                + " lose or double events; restore the newest savepoint or checkpoint of the brand's"
                + " state folder, as './shuke up' does; if that is gone, bring it back, or a backup of"
                + " the brand ('./shuke brand restore')");
  }

  @Test
  void refusesASavepointThatIsNotThere() {
    String missing = folder.resolve("savepoints/savepoint-1").toUri().toString();

    assertThat(refusal("--restore", missing))
        .startsWith("brand test: cannot restore from " + missing + ": ")
        .endsWith("; expected the folder of a savepoint or retained checkpoint");
  }

  @Test
  void refusesABrandWhoseTablesAreNotThere() throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand.brand())) {
      opened.catalog().dropTable(TableIdentifier.parse("events.groups"), false);
    }

    assertThat(refusal())
        .isEqualTo("brand test: table events.groups is missing; './shuke up' creates the tables");
  }

  @Test
  void refusesTablesWithoutAColumnThatItWrites() throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand.brand())) {
      table(opened, "events.quarantine").updateSchema().deleteColumn("sealed").commit();
    }

    assertThat(refusal())
        .isEqualTo(
            "brand test: table test.events.quarantine has no column sealed (binary); './shuke up' adds"
                + " what a newer release has, any other change must be taken back");
  }

  @Test
  void namesEachColumnThatDoesNotFit() throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand.brand())) {
      table(opened, "events.orders")
          .updateSchema()
          .updateColumn("order_version", LongType.get())
          .addColumn("items", "dish", StringType.get())
          .commit();
      table(opened, "events.late").updateSchema().renameColumn("data", "json").commit();
    }

    assertThat(refusal())
        .contains("events.orders has column order_version (long), but this job writes int; ")
        .containsPattern(
            "events.orders has column items.element of \\[.*, dish], but this job writes ")
        .contains("events.late has no column data (string); ")
        .contains("events.late requires column json, of which this job knows nothing; ");
  }

  private static Table table(Catalogs.ClosableCatalog opened, String name) {
    return opened.catalog().loadTable(TableIdentifier.parse(name));
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws Exception {
    Path key = brand.brand().quarantineKey().orElseThrow();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(refusal())
        .isEqualTo(
            "key 'quarantine.key-file': file "
                + key
                + " is open to others than its owner; run chmod 600 on it");
  }

  private String refusal(String... more) {
    StringWriter err = new StringWriter();
    CommandLine line = EventsJob.commandLine(new EventsJob()).setErr(new PrintWriter(err, true));
    String[] args = new String[4 + more.length];
    args[0] = "--brand-file";
    args[1] = brand.file().toString();
    args[2] = "--state-dir";
    args[3] = folder.resolve("state").toString();
    System.arraycopy(more, 0, args, 4, more.length);

    assertThat(line.execute(args)).isEqualTo(2);
    return err.toString().strip();
  }
}
