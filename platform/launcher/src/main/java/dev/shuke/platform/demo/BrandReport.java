package dev.shuke.platform.demo;

import dev.shuke.platform.chain.PublishedRun;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.ledger.Ledger;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Templates;
import dev.shuke.platform.text.TextTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the demo shows of one brand, all of it read through Trino as any BI tool would. */
final class BrandReport {
  private static final int ENDS = 5;

  private final Home home;
  private final BrandPlace brand;
  private final Trino trino;

  BrandReport(Home home, BrandPlace brand) {
    this.home = home;
    this.brand = brand;
    this.trino = new Trino(home);
  }

  String text() throws SQLException {
    StringWriter text = new StringWriter();
    print(new PrintWriter(text));
    return text.toString();
  }

  private void print(PrintWriter out) throws SQLException {
    PublishedRun run =
        PublishedRun.newest(trino, brand.id())
            .orElseThrow(() -> ShukeException.failed("%s has no published run.", brand.id()));
    out.printf(
        "%n%n===== %s · %s · as of %s · run %d%n",
        brand.id(), brand.brand().nameZh(), run.asOf(), run.runId());
    out.printf("%nEach Kafka offset has one verdict%n%s%n", ledger());
    out.printf("%nCustomers per tag value%n%s%n", new TagValues(trino, brand.id()).text());
    printStores(out);
    out.printf("%nAsk yourself%n%s%n", new Curls(home, brand, trino).text(run.asOf()));
  }

  private String ledger() throws SQLException {
    return Ledger.read(trino, brand.brand(), Optional.empty(), Optional.empty()).text();
  }

  private void printStores(PrintWriter out) throws SQLException {
    List<StoreRepeat> all =
        trino.query(
            sql("store_repeat"),
            row ->
                new StoreRepeat(
                    row.getString("store_id"),
                    row.getString("name"),
                    row.getLong("buyers"),
                    row.getLong("again")));
    List<StoreRepeat> ranked = StoreRepeat.ranked(all);
    int ends = Math.min(ENDS, ranked.size());
    out.printf(
        "%nStores by repeat rate (buyers with two or more orders there ÷ buyers), best %d and worst %d of %d;"
            + " %d with fewer than %d buyers left out%n",
        ends, ends, ranked.size(), all.size() - ranked.size(), StoreRepeat.FEWEST_BUYERS);
    TextTable table = new TextTable("store", "name", ">buyers", ">came back", ">repeat rate");
    ranked.subList(0, ends).forEach(store -> add(table, store));
    table.row("…", "", "", "", "");
    ranked.subList(ranked.size() - ends, ranked.size()).forEach(store -> add(table, store));
    out.println(table.text());
  }

  private static void add(TextTable table, StoreRepeat store) {
    table.row(
        store.storeId(),
        store.name(),
        count(store.buyers()),
        count(store.again()),
        store.percent());
  }

  private String sql(String name) {
    return Templates.fill("sql/" + name + ".sql", Map.of("brand", brand.id()));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
