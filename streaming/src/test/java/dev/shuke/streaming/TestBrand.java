package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import dev.shuke.brand.BusinessCalendar;
import dev.shuke.quarantine.Seal;
import dev.shuke.table.Bootstrap;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** A brand in a temporary folder, its tables in a catalog of their own. */
record TestBrand(Path folder, Path file, Brand brand) {

  static final BusinessCalendar CALENDAR =
      new BusinessCalendar(ZoneId.of("Asia/Shanghai"), LocalTime.of(4, 0));

  static TestBrand in(Path folder) throws Exception {
    Path file = folder.resolve("test.properties");
    Path key = folder.resolve("test.quarantine");
    Files.writeString(key, Seal.newKey());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        file,
        """
        brand=test
        name.zh=测试
        name.en=Test
        simulated=true
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=wall-clock
        sources=orders,contacts,groups,chats,records,visits,touches
        tags=orders_30d
        parameters=parameters.csv
        kafka.bootstrap=127.0.0.1:1
        catalog.uri=jdbc:sqlite:%s/catalog.db?journal_mode=WAL&busy_timeout=20000
        catalog.warehouse=%s
        quarantine.key-file=%s
        """
            .formatted(folder, folder.resolve("warehouse").toUri(), key));
    Brand brand = Brand.read(file);
    Bootstrap.run(brand);
    return new TestBrand(folder, file, brand);
  }

  EventsConfig config(Optional<String> restore) throws IOException {
    return new EventsConfig(
        brand,
        folder.resolve("state").toString(),
        freePort(),
        Optional.of(freePort()),
        restore,
        Duration.ofSeconds(1),
        1,
        false);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  List<Record> rows(String table) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      Table found = opened.catalog().loadTable(TableIdentifier.parse(table));
      List<Record> rows = new ArrayList<>();
      try (CloseableIterable<Record> all = IcebergGenerics.read(found).build()) {
        all.forEach(rows::add);
      }
      return rows;
    }
  }

  /** The places of the rows of each table that has any, as {@code topic-partition/offset}. */
  Map<String, List<String>> places() throws Exception {
    Map<String, List<String>> places = new TreeMap<>();
    for (String table :
        Stream.concat(Tables.verdicts().stream(), Stream.of(Tables.LATE)).toList()) {
      List<String> rows = rows(table).stream().map(TestBrand::place).toList();
      if (!rows.isEmpty()) {
        places.put(table, rows);
      }
    }
    return places;
  }

  private static String place(Record row) {
    return row.getField("kafka_topic")
        + "-"
        + row.getField("kafka_partition")
        + "/"
        + row.getField("kafka_offset");
  }
}
