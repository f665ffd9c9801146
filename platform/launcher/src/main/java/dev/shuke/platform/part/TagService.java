package dev.shuke.platform.part;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Launch;
import dev.shuke.platform.process.Port;
import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tag service, which answers REST. */
public final class TagService {
  static final String NAME = "tag-service";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Home home;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  public TagService(Home home) {
    this.home = home;
  }

  /** On the Java that was found for Trino: of the two it is the newer one. */
  void start(Jdk jdk, List<BrandPlace> brands) {
    Port port = home.ports().tagService();
    String files =
        brands.stream().map(brand -> brand.file().toString()).collect(Collectors.joining(","));
    List<String> arguments =
        List.of(
            "--server.address=" + Port.HOST,
            "--server.port=" + port.number(),
            "--management.server.port=" + (port.number() + 1),
            "--shuke.brand-files=" + files,
            "--shuke.keys-file=" + home.keys(),
            "--shuke.trino-url=" + new Trino(home).url(),
            "--shuke.poll=2s");
    List<String> options =
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    List<String> command = Program.TAG_SERVICE.command(home, jdk.java(), options, arguments);
    home.processes().start(new Launch(NAME, command, home.folder(), Optional.of(port)));
  }

  void awaitReady() {
    home.processes().awaitReady(NAME, LIMIT, () -> health().statusCode() == 200);
  }

  public String url() {
    return "http://" + home.ports().tagService().address();
  }

  /** What it says of itself: whether it has started, and which run each brand answers from. */
  public HttpResponse<String> health() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/healthz")).timeout(TIMEOUT).GET().build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ShukeException.failed("Interrupted while asking the tag service.");
    }
  }
}
