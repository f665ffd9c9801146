package dev.shuke.proof.catalog;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Iceberg's own REST catalog for tests as a process, over a catalog in SQLite. Arguments: port,
 * SQLite file, warehouse.
 */
public final class RestCatalogMain {

  private RestCatalogMain() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> behind =
        Map.of(
            "uri",
            "jdbc:sqlite:" + arguments[1] + "?journal_mode=WAL&busy_timeout=20000",
            "warehouse",
            arguments[2],
            "jdbc.schema-version",
            "V1");
    RESTCatalogAdapter adapter =
        new RESTCatalogAdapter(
            CatalogUtil.loadCatalog(
                "org.apache.iceberg.jdbc.JdbcCatalog", "behind", behind, new Configuration()));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler();
    handler.addServlet(new ServletHolder(new RESTCatalogServlet(adapter)), "/*");
    server.setHandler(handler);
    server.start();
    server.join();
  }
}
