package dev.shuke.platform.definition;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jit;
import dev.shuke.table.DefinitionRow;
import dev.shuke.table.PublishedDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A brand in a temporary folder, and definitions of which a test says only what matters. */
final class TestBrandHome {
  static final LocalDate AS_OF = LocalDate.parse("2026-06-30");
  private static final String BRAND =
      """
      brand=first
      name.zh=小馆
      name.en=Small place
      simulated=false
      zone=Asia/Shanghai
      cut=04:00
      currency=CNY
      as-of=2026-06-30
      sources=orders,records
      tags=orders_30d,lapsed
      parameters=parameters.csv
      """;

  final Path root;
  final Home home;
  final BrandPlace place;

  TestBrandHome(Path root) throws IOException {
    this.root = root;
    this.home = Home.of(root, Map.of("SHUKE_HOME", root.resolve("state").toString()), Jit.FULL);
    Path folder = Files.createDirectories(root.resolve("platform/brands/first"));
    Files.writeString(folder.resolve("brand.properties"), BRAND);
    Files.writeString(
        folder.resolve("parameters.csv"),
        "name,index,valid_from,value\nregular.from,,2010-01-01,6\nlater.from,,2030-01-01,6\n");
    this.place = new Brands(home).named("first");
  }

  Shelf shelf(DefinitionRow... published) {
    return new Shelf(
        place.brand(), Drafts.of(home, "first"), PublishedDefinitions.of(List.of(published)));
  }

  Desk desk(Sort sort, DefinitionRow... published) {
    return new Desk(shelf(published), checks(), sort);
  }

  Checks checks() {
    return new Checks(place.brand(), AS_OF);
  }

  Telling.Told check(String id, DefinitionRow... published) {
    Shelf shelf = shelf(published);
    return new Telling(shelf, checks()).check(shelf.get(id));
  }

  /** A file as a person writes it. */
  Path file(String name, String text) throws IOException {
    return Files.writeString(root.resolve(name), text);
  }

  static DefinitionRow published(String id, int version, String content) {
    return new DefinitionRow(id, version, Instant.EPOCH.plusSeconds(version), content, false);
  }

  static DefinitionRow retired(String id, int version, String content) {
    return new DefinitionRow(id, version, Instant.EPOCH.plusSeconds(99), content, true);
  }

  /** A segment whose example is one order in June, with the value given. */
  static String segment(String id, int version, String rule, String value) {
    return """
        # Written by hand.
        id: %s
        version: %d
        kind: segment
        group: test
        measure: {mark: %s}
        name: {zh: 常客, en: Regulars}
        meaning: {zh: 常来的顾客, en: who comes often}
        owner: tests
        source: tests
        empty: {zh: 不是, en: not so}
        freshness: {zh: 每日, en: daily}
        examples:
          - name: one order in June
            as_of: 2026-06-30
            rows:
              - {order: "1", date: 2026-06-01}
            value: [%s]
        """
        .formatted(id, version, rule, value);
  }

  static String segment(String id, int version, String rule) {
    return segment(id, version, rule, "\"true\"");
  }

  static String tag(String id, int version, String rule) {
    return segment(id, version, rule).replace("kind: segment", "kind: flag");
  }
}
