package dev.shuke.platform.demo;

import dev.shuke.platform.home.ApiKeys;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.TagService;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.text.Templates;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/**
 * One command to copy for each answer of the tag service, with people and stores that the brand
 * has.
 */
final class Curls {
  private final Home home;
  private final BrandPlace brand;
  private final Trino trino;

  Curls(Home home, BrandPlace brand, Trino trino) {
    this.home = home;
    this.brand = brand;
    this.trino = trino;
  }

  private record Example(String member, String store) {}

  /**
   * The commands.
   *
   * @param asOf the last day of the months to ask for
   */
  String text(LocalDate asOf) throws SQLException {
    return example()
        .map(example -> text(example, YearMonth.from(asOf)))
        .orElse("%s has neither members nor orders yet.".formatted(brand.id()));
  }

  private Optional<Example> example() throws SQLException {
    return trino
        .query(
            Templates.fill("sql/examples.sql", Map.of("brand", brand.id())),
            row -> new Example(row.getString("member"), row.getString("store")))
        .stream()
        .findFirst();
  }

  private String text(Example example, YearMonth month) {
    return Templates.fill(
            "curls.txt",
            Map.of(
                "service", new TagService(home).url(),
                "key", new ApiKeys(home).of(brand.id()),
                "member", example.member,
                "store", example.store,
                "from", month.minusMonths(2).toString(),
                "to", month.toString(),
                "trino", trino.url() + "/" + brand.id()))
        .stripTrailing();
  }
}
