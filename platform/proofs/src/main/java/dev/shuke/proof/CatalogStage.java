package dev.shuke.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The catalog of a stage, and what can be done to it. */
interface CatalogStage extends AutoCloseable {
  /** Of the servers, beside those of the platform. */
  int SERVER_PORT = Stage.PORT_BASE + 200;

  /** Of who stands in between. */
  int PROXY_PORT = Stage.PORT_BASE + 201;

  /**
   * One of the kind.
   *
   * @param root of the checkout, with the modules packaged
   */
  static CatalogStage of(CatalogKind kind, Path root) {
    return switch (kind) {
      case SQLITE -> new SqliteStage();
      case POSTGRESQL -> new PostgresStage();
      case REST -> new RestStage();
      case S3 -> new S3Stage(BuiltJars.s3proxy(root));
    };
  }

  CatalogKind kind();

  /** Starts its server, if it needs one; the lines of a brand file that lead to it. */
  Map<String, String> start(Path folder) throws Exception;

  /** The faults of its database. */
  List<OutageProof.Outage> outages();
}
