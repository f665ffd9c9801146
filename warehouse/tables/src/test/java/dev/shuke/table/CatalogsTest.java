package dev.shuke.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.apache.iceberg.util.SnapshotUtil;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R16, four writers on one table, on each kind of catalog: none loses a commit of another. */
class CatalogsTest {

  private static final int WRITERS = 4;
  private static final int COMMITS = 5;

  @TempDir private Path folder;

  @Test
  void sqlite() throws Exception {
    keepsEveryCommit(
        brand("jdbc:sqlite:" + folder.resolve("catalog.db?journal_mode=WAL&busy_timeout=20000")));
  }

  @Test
  void postgresql() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      Brand brand = brand(server.getJdbcUrl("postgres", "postgres"));
      keepsEveryCommit(brand);
      assertThat(TrinoCatalog.properties(brand))
          .containsEntry("iceberg.jdbc-catalog.driver-class", "org.postgresql.Driver");
    }
  }

  @Test
  void rest() throws Exception {
    Brand behind = brand("jdbc:sqlite:" + folder.resolve("behind.db?busy_timeout=20000"));
    try (Catalogs.ClosableCatalog opened = Catalogs.open(behind)) {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      ServletContextHandler handler = new ServletContextHandler();
      handler.addServlet(
          new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(opened.catalog()))),
          "/*");
      server.setHandler(handler);
      server.start();
      try {
        Brand brand = brand("http://127.0.0.1:" + connector.getLocalPort());
        keepsEveryCommit(brand);
        assertThat(TrinoCatalog.properties(brand))
            .containsEntry("iceberg.catalog.type", "rest")
            .containsEntry("iceberg.rest-catalog.uri", brand.catalogUri());
      } finally {
        server.stop();
      }
    }
  }

  private static void keepsEveryCommit(Brand brand) throws Exception {
    Bootstrap.run(brand);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "writer-" + writer;
        work.add(() -> commit(brand, name));
      }
      for (Future<Void> done : writers.invokeAll(work)) {
        done.get();
      }
    } finally {
      writers.shutdown();
    }
    List<String> commits = new ArrayList<>();
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      for (Snapshot snapshot : SnapshotUtil.currentAncestors(orders(opened))) {
        commits.add(snapshot.summary().get("commit"));
      }
    }
    assertThat(commits).hasSize(WRITERS * COMMITS).doesNotHaveDuplicates();
  }

  /** Each writer with a catalog of its own, as if it were another process. */
  private static Void commit(Brand brand, String writer) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      Table orders = orders(opened);
      for (int commit = 0; commit < COMMITS; commit++) {
        orders.newFastAppend().set("commit", writer + "/" + commit).commit();
      }
    }
    return null;
  }

  private static Table orders(Catalogs.ClosableCatalog opened) {
    return opened.catalog().loadTable(TableIdentifier.parse(Tables.events(EventType.ORDER)));
  }

  private Brand brand(String catalogUri) throws Exception {
    Path file = Files.createTempFile(folder, "brand", ".properties");
    Files.writeString(
        file,
        """
        brand=testbrand
        name.zh=测试
        name.en=Test
        simulated=true
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=wall-clock
        sources=orders
        tags=lapsed
        parameters=parameters.csv
        kafka.bootstrap=127.0.0.1:1
        catalog.uri=%s
        catalog.warehouse=%s
        """
            .formatted(catalogUri, folder.resolve("warehouse").toUri()));
    return Brand.read(file);
  }
}
