package dev.shuke.proof.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** {@link RestCatalogMain} as a process of its own; it ends with this one. */
public final class RestCatalogServer implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final JavaServer server;

  /**
   * @param folder for its database, its log and, unless a client says otherwise, its tables
   */
  public RestCatalogServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    this.server = new JavaServer("the REST catalog", folder.resolve("server.log"));
  }

  /** Returns when it answers. */
  public void start() throws IOException {
    server.start(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            RestCatalogMain.class.getName(),
            Integer.toString(port),
            folder.resolve("catalog.db").toString(),
            folder.resolve("warehouse").toUri().toString()),
        URI.create(uri() + "/v1/config"));
  }

  public String uri() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    server.close();
  }
}
