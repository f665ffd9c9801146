package dev.shuke.proof;

import dev.shuke.proof.catalog.PostgresServer;
import dev.shuke.proof.catalog.SlowProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The catalog in PostgreSQL, asked through a proxy that can make it slow. */
final class PostgresStage implements CatalogStage {
  private static final Duration SLOW = Duration.ofSeconds(5);

  private @Nullable PostgresServer server;
  private @Nullable SlowProxy proxy;

  @Override
  public CatalogKind kind() {
    return CatalogKind.POSTGRESQL;
  }

  @Override
  public Map<String, String> start(Path folder) throws Exception {
    server = new PostgresServer(folder.resolve("postgresql"), SERVER_PORT);
    server.start();
    proxy = new SlowProxy(PROXY_PORT, SERVER_PORT);
    return Map.of("catalog.uri", PostgresServer.jdbcUrl(PROXY_PORT));
  }

  @Override
  public List<OutageProof.Outage> outages() {
    return List.of(
        new Down(Objects.requireNonNull(server)), new Slow(Objects.requireNonNull(proxy)));
  }

  /** The process has ended; it comes back with its data. */
  private record Down(PostgresServer server) implements OutageProof.Outage {
    @Override
    public String name() {
      return "down";
    }

    @Override
    public void begin() throws Exception {
      server.stop();
    }

    @Override
    public void end() throws Exception {
      server.start();
    }
  }

  /** Each of its answers comes late. */
  private record Slow(SlowProxy proxy) implements OutageProof.Outage {
    @Override
    public String name() {
      return "answers " + SLOW.toSeconds() + " s late";
    }

    @Override
    public void begin() {
      proxy.delay(SLOW);
    }

    @Override
    public void end() {
      proxy.delay(Duration.ZERO);
    }

    /** A slow catalog may still let a commit through, so what waits says too little. */
    @Override
    public boolean isFelt(long waiting, Duration length) {
      return proxy.late() > 0 && waiting > 0;
    }
  }

  @Override
  public void close() throws Exception {
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
