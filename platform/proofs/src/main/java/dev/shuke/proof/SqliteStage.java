package dev.shuke.proof;

import dev.shuke.proof.catalog.SqliteLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The catalog of a machine: a file. */
final class SqliteStage implements CatalogStage {
  private Path file = Path.of("");

  @Override
  public CatalogKind kind() {
    return CatalogKind.SQLITE;
  }

  @Override
  public Map<String, String> start(Path folder) throws Exception {
    file = Files.createDirectories(folder.resolve("catalog")).resolve("proof.db");
    return Map.of("catalog.uri", uri());
  }

  /** As the launcher would write it. */
  private String uri() {
    return "jdbc:sqlite:" + file + "?journal_mode=WAL&busy_timeout=20000";
  }

  @Override
  public List<OutageProof.Outage> outages() {
    return List.of(new Locked(new SqliteLock(uri())));
  }

  /** Somebody else holds the right to write. */
  private record Locked(SqliteLock lock) implements OutageProof.Outage {
    @Override
    public String name() {
      return "locked";
    }

    @Override
    public void begin() throws Exception {
      lock.take();
    }

    @Override
    public void end() throws Exception {
      lock.close();
    }
  }

  @Override
  public void close() {
    // A file needs no end.
  }
}
