package dev.shuke.proof;

import dev.shuke.proof.catalog.S3Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalog in a file, the tables on S3. */
final class S3Stage implements CatalogStage {
  private final SqliteStage catalog = new SqliteStage();
  private final Path jar;
  private @Nullable S3Server server;

  /**
   * @param jar of the S3 server
   */
  S3Stage(Path jar) {
    this.jar = jar;
  }

  @Override
  public CatalogKind kind() {
    return CatalogKind.S3;
  }

  @Override
  public Map<String, String> start(Path folder) throws Exception {
    server = new S3Server(jar, folder.resolve("s3"), SERVER_PORT);
    server.start();
    Map<String, String> lines = new HashMap<>(catalog.start(folder));
    lines.put("catalog.warehouse", "s3://" + S3Server.BUCKET + "/warehouse");
    lines.put("s3.endpoint", server.endpoint());
    lines.put("s3.region", "us-east-1");
    lines.put("s3.path-style", "true");
    // The server takes any.
    lines.put("s3.access-key", "proof");
    lines.put("s3.secret-key", "proof");
    return lines;
  }

  /** That of its catalog is proved on files. */
  @Override
  public List<OutageProof.Outage> outages() {
    return List.of();
  }

  @Override
  public void close() throws Exception {
    if (server != null) {
      server.close();
    }
  }
}
