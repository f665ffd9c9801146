package dev.shuke.service;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One service for all tests that only ask: {@code noodles}, a simulated brand, and {@code market}.
 * Started at the first use; ends with the JVM.
 */
final class SharedService {

  static final String NOODLES = "noodles";
  static final String MARKET = "market";
  static final String AS_OF = "2026-01-01";

  private static final TestService SERVICE = start();

  private SharedService() {}

  static TestService get() {
    return SERVICE;
  }

  private static TestService start() {
    try {
      Path folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target")), "shared-service");
      TestBrand noodles =
          TestBrand.create(
              folder, NOODLES, true, "orders_90d,taste,likes_spicy,most_visited_store,lapsed");
      fillNoodles(noodles);
      TestBrand market = TestBrand.create(folder, MARKET, false, "orders_90d,lapsed");
      market.customer(0).id("member", "1", 0).number(0, "orders_90d", 1, null);
      TestService service = TestService.start(folder, noodles, market);
      service.awaitRun(NOODLES, noodles.publish(AS_OF));
      service.awaitRun(MARKET, market.publish(AS_OF));
      return service;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Customer 2 is an alias of 0; 3 has no values; 4 has ids that are hard to put into a path. */
  private static void fillNoodles(TestBrand brand) {
    brand.customer(0).customer(1).alias(2, 0).customer(3).customer(4);
    brand
        .id("member", "1", 0)
        .id("member", "3", 0)
        .id("external_userid.own-1", "wm:A", 0)
        .id("member", "2", 1)
        .id("member", "4", 3)
        .id("member", "a/b", 4)
        .id("member", "会员;5 %+", 4);
    brand
        .number(0, "orders_90d", 7, "2026-01-05")
        .words(0, "taste", "2026-02-01", "sour", "spicy")
        .words(0, "lapsed", "2026-03-01", "false")
        .words(0, "most_visited_store", null, "s12")
        .number(1, "orders_90d", 0, null)
        .words(1, "taste", null, "spicy")
        .words(1, "lapsed", null, "true")
        .words(4, "most_visited_store", null, "s1")
        .number(4, "orders_90d", -2, null);
  }
}
