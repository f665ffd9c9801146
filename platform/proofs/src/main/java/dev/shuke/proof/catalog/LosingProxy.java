package dev.shuke.proof.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a REST catalog. Of the commits to tables that the catalog has made, it keeps some
 * answers to itself.
 */
public final class LosingProxy implements AutoCloseable {
  private static final Pattern TABLE = Pattern.compile("/v1/namespaces/([^/]+)/tables/([^/]+)");
  private static final int COMMITTED = 200;
  private static final int GATEWAY_TIMEOUT = 504;

  /** Of one connection, not of the question. */
  private static final Set<String> NOT_HANDED_ON =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  /** How the client learns that there is no answer. */
  public enum Loss {
    /** Its connection is closed. */
    CLOSED,
    /** A gateway says that it has waited too long. */
    GATEWAY
  }

  /** An answer that was kept back though the catalog has made the commit. */
  public record Lost(String table, Loss loss) {}

  private final HttpServer server;
  private final String catalog;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Lost> lost = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom();
  private int wanted;

  /**
   * @param port it listens on
   * @param catalog where it hands on each question
   */
  public LosingProxy(int port, String catalog) throws IOException {
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.catalog = catalog;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** From now on loses every other answer to a commit, until it has lost so many. */
  public synchronized void lose(int answers, long seed) {
    random = new SplittableRandom(seed);
    wanted = lost.size() + answers;
  }

  /** What it has lost until now. */
  public synchronized List<Lost> lost() {
    return List.copyOf(lost);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer = client.send(question(exchange), BodyHandlers.ofByteArray());
      @Nullable Lost loss = isCommit(exchange, answer) ? drawn(exchange) : null;
      if (loss == null) {
        handOn(answer, exchange);
      } else if (loss.loss() == Loss.GATEWAY) {
        exchange.sendResponseHeaders(GATEWAY_TIMEOUT, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest question(HttpExchange exchange) throws IOException {
    HttpRequest.Builder question =
        HttpRequest.newBuilder(URI.create(catalog + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> question.header(name, value));
              }
            });
    return question.build();
  }

  /** A refused commit, after which the client tries again, is none. */
  private static boolean isCommit(HttpExchange exchange, HttpResponse<byte[]> answer) {
    return exchange.getRequestMethod().equals("POST")
        && TABLE.matcher(exchange.getRequestURI().getPath()).matches()
        && answer.statusCode() == COMMITTED;
  }

  /** The loss of this answer, null when it is handed on. */
  private synchronized @Nullable Lost drawn(HttpExchange exchange) {
    Matcher table = TABLE.matcher(exchange.getRequestURI().getPath());
    if (lost.size() >= wanted || !random.nextBoolean() || !table.matches()) {
      return null;
    }
    Loss how = random.nextBoolean() ? Loss.CLOSED : Loss.GATEWAY;
    Lost one = new Lost(table.group(1) + "." + table.group(2), how);
    lost.add(one);
    return one;
  }

  private static void handOn(HttpResponse<byte[]> answer, HttpExchange exchange)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    byte[] body = answer.body();
    boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.statusCode(), hasBody ? body.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
