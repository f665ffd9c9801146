package dev.shuke.proof.catalog;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, a process that can be stopped and started again on the same data. */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";

  private final Path data;
  private final int port;
  private @Nullable EmbeddedPostgres running;

  /**
   * @param data its folder, made when it is missing
   */
  public PostgresServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** Returns when it answers. */
  public void start() throws IOException {
    running =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  /** Ends its sessions in the middle of what they do; returns when the process has ended. */
  public void stop() throws IOException {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  /** The database through a port, its own or that of somebody in between. */
  public static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + USER + "?user=" + USER;
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
