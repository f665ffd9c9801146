package dev.shuke.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shuke.platform.chain.ChainRun;
import dev.shuke.platform.chain.PublishedRun;
import dev.shuke.platform.home.ApiKeys;
import dev.shuke.platform.part.TagService;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Every engine on one kind of catalog: Flink writes, Spark judges and computes, Trino and the tag
 * service read, table care goes over all tables. What each says is held against what was sent.
 */
final class EnginesProof {
  private static final long UNPACED = 1_000_000_000;
  private static final Duration SERVICE_LIMIT = Duration.ofMinutes(2);

  /** Days behind the as-of date that the tag counts, that date included. */
  private static final int TAG_DAYS = 365;

  private static final String TAG = "orders_365d";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stage stage;
  private final CatalogStage catalog;
  private final long seed;
  private final Trino trino;
  private final TagService service;

  EnginesProof(Stage stage, CatalogStage catalog, long seed) {
    this.stage = stage;
    this.catalog = catalog;
    this.seed = seed;
    this.trino = new Trino(stage.home());
    this.service = new TagService(stage.home());
  }

  /**
   * What came of it.
   *
   * @param differences what an engine says beside what was sent, empty when all agree
   */
  record Result(
      String catalog,
      long seed,
      long customers,
      long orders,
      List<String> differences,
      TableCheck.Result streamed,
      TableCheck.Result judged,
      TableCheck.Result cared)
      implements ProofResult {
    /** Empty tags would agree with anything. */
    @Override
    public boolean isPassed() {
      return customers > 0
          && orders > 0
          && differences.isEmpty()
          && streamed.isExact()
          && judged.isExact()
          && cared.isExact()
          && cared.stored() == judged.stored();
    }

    @Override
    public String toString() {
      return "ENGINES %s on=%s seed=%d tagged customers=%d orders=%d differences=%s, by Flink %s, by Spark %s, after care %s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              catalog,
              seed,
              customers,
              orders,
              differences,
              streamed,
              judged,
              cared);
    }
  }

  /** Sends so many events through all of it; no other proof can follow on the stage. */
  Result run(long events) throws Exception {
    stage.pipeline().startJob();
    stage.producer().send(events, UNPACED);
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    TableCheck.Result streamed = stage.check();
    stage.say("by Flink " + streamed);
    Differences differences = new Differences();
    stage.pipeline().startReaders(stage.progress());
    LedgerCheck ledger = new LedgerCheck(stage);
    ledger.awaitLedger();
    differences.found.addAll(ledger.differences(streamed));
    new ChainRun(stage.home(), stage::say, chain -> {})
        .run(List.of(stage.brand()), Optional.empty());
    TableCheck.Result judged = stage.checkJudged();
    stage.say("by Spark " + judged);
    PublishedRun run = PublishedRun.newest(trino, stage.brand().id()).orElseThrow();
    Waiting.until("the tag service to serve the run", SERVICE_LIMIT, () -> serves(run.runId()));
    Map<String, Long> wanted = ordersByMember(run.asOf());
    long orders = wanted.values().stream().mapToLong(Long::longValue).sum();
    differences.compare("events of the run", run.events(), stage.producer().sent());
    differences.found.addAll(ledger.differences(judged));
    published(wanted, orders, differences);
    served(wanted, differences);
    new ChainRun(stage.home(), stage::say, care -> {}).care(List.of(stage.brand()), List.of());
    TableCheck.Result cared = stage.checkJudged();
    return new Result(
        catalog.kind().text(),
        seed,
        wanted.size(),
        orders,
        differences.found,
        streamed,
        judged,
        cared);
  }

  private boolean serves(long run) throws IOException {
    for (JsonNode brand : JSON.readTree(service.health().body()).path("brands")) {
      if (brand.path("brand").asText().equals(stage.brand().id())) {
        return brand.path("data_version").asLong() == run
            && brand.path("views").path("data_version").asLong() == run;
      }
    }
    return false;
  }

  /** What the tag must say, from the traffic alone. */
  private Map<String, Long> ordersByMember(LocalDate asOf) {
    Map<String, Long> orders = new TreeMap<>();
    LongStream.range(0, stage.producer().sent())
        .mapToObj(stage.traffic()::message)
        .filter(message -> message.judged() == Verdict.EVENT)
        .map(message -> message.order().orElseThrow())
        // An older till does not say who bought.
        .filter(order -> order.release() != Order.Release.BEFORE)
        .filter(order -> !order.businessDate().isAfter(asOf))
        .filter(order -> order.businessDate().isAfter(asOf.minusDays(TAG_DAYS)))
        .forEach(order -> orders.merge(order.member(), 1L, Long::sum));
    return orders;
  }

  private void published(Map<String, Long> wanted, long orders, Differences differences)
      throws Exception {
    String sql =
        "select sum(cast(value as bigint)), count_if(cast(value as bigint) > 0) from "
            + stage.brand().id()
            + ".published.customer_tags where tag_id = '"
            + TAG
            + "'";
    List<long[]> rows = trino.query(sql, row -> new long[] {row.getLong(1), row.getLong(2)});
    differences.compare("published " + TAG, rows.get(0)[0], orders);
    differences.compare("published customers", rows.get(0)[1], wanted.size());
  }

  /** Every customer by REST, while the catalog is away if it can be. */
  private void served(Map<String, Long> wanted, Differences differences) throws Exception {
    Optional<OutageProof.Outage> outage = catalog.outages().stream().findFirst();
    if (outage.isPresent()) {
      outage.get().begin();
    }
    try {
      HttpClient client = HttpClient.newHttpClient();
      for (Map.Entry<String, Long> one : wanted.entrySet()) {
        differences.compare(
            "tag service, " + one.getKey(), served(client, one.getKey()), one.getValue());
      }
      stage.say(
          "The tag service was asked for %d customers%s"
              .formatted(
                  wanted.size(),
                  outage.map(away -> " while the catalog was " + away.name()).orElse("")));
    } finally {
      if (outage.isPresent()) {
        outage.get().end();
      }
    }
  }

  private long served(HttpClient client, String member) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(service.url() + "/v1/customers/member:" + member + "/tags"))
                .header("X-API-Key", new ApiKeys(stage.home()).of(stage.brand().id()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "The tag service answers " + answer.statusCode() + ": " + answer.body());
    }
    for (JsonNode tag : JSON.readTree(answer.body()).path("tags")) {
      if (tag.path("tag").asText().equals(TAG)) {
        return tag.path("value").asLong();
      }
    }
    throw new IOException("The tag service names no " + TAG + ": " + answer.body());
  }

  /** Numbers that do not agree. */
  private static final class Differences {
    private final List<String> found = new ArrayList<>();

    void compare(String what, long said, long wanted) {
      if (said != wanted) {
        found.add(what + " is " + said + ", expected " + wanted);
      }
    }
  }
}
