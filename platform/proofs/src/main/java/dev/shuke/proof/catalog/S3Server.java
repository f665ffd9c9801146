package dev.shuke.proof.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** S3Proxy, which speaks S3's protocol over a folder, as a process; it ends with this one. */
public final class S3Server implements AutoCloseable {
  /** Empty when it starts. */
  public static final String BUCKET = "lake";

  private final Path jar;
  private final Path folder;
  private final int port;
  private final JavaServer server;

  /**
   * @param jar of S3Proxy with all it needs
   * @param folder for its objects and its log
   */
  public S3Server(Path jar, Path folder, int port) {
    this.jar = jar;
    this.folder = folder;
    this.port = port;
    this.server = new JavaServer("S3", folder.resolve("server.log"));
  }

  /** Returns when it answers. */
  public void start() throws IOException {
    Path buckets = folder.resolve("buckets");
    Files.createDirectories(buckets.resolve(BUCKET));
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.authorization=none
            s3proxy.endpoint=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(endpoint(), buckets));
    server.start(
        List.of("-jar", jar.toString(), "--properties", settings.toString()),
        URI.create(endpoint() + "/" + BUCKET + "?list-type=2"));
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    server.close();
  }
}
