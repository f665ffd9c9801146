package dev.shuke.proof;

import dev.shuke.proof.catalog.LosingProxy;
import dev.shuke.proof.catalog.RestCatalogServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The catalog behind a REST server, asked through a proxy that can lose its answers. */
final class RestStage implements CatalogStage {
  private @Nullable RestCatalogServer server;
  private @Nullable LosingProxy proxy;

  @Override
  public CatalogKind kind() {
    return CatalogKind.REST;
  }

  @Override
  public Map<String, String> start(Path folder) throws Exception {
    server = new RestCatalogServer(folder.resolve("rest-catalog"), SERVER_PORT);
    server.start();
    proxy = new LosingProxy(PROXY_PORT, server.uri());
    return Map.of("catalog.uri", "http://127.0.0.1:" + PROXY_PORT);
  }

  LosingProxy proxy() {
    return Objects.requireNonNull(proxy);
  }

  @Override
  public List<OutageProof.Outage> outages() {
    return List.of();
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
