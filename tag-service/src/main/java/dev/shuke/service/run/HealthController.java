package dev.shuke.service.run;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the service has started, and which run each brand answers from. Asks for no key. */
@RestController
class HealthController {

  private final Runs runs;

  HealthController(Runs runs) {
    this.runs = runs;
  }

  @GetMapping("/healthz")
  ResponseEntity<Health> health() {
    boolean isStarting = runs.byBrand().values().stream().anyMatch(each -> !each.hasLooked());
    Health health =
        new Health(
            isStarting ? "starting" : "up",
            runs.byBrand().values().stream().map(this::health).toList());
    return ResponseEntity.status(isStarting ? 503 : 200).body(health);
  }

  private BrandHealth health(BrandRuns ofBrand) {
    Run run = ofBrand.current().map(Published::run).orElse(null);
    BrandViews views = runs.viewsOf(ofBrand);
    return new BrandHealth(
        ofBrand.brand().id(),
        ofBrand.brand().isSimulated(),
        run == null ? null : run.id(),
        run == null ? null : run.asOf(),
        run == null ? null : run.finishedAt(),
        ofBrand.failure().orElse(null),
        ofBrand.notes(),
        views(views, run));
  }

  private static ViewsHealth views(BrandViews views, @Nullable Run run) {
    Long version = views.dataVersion().orElse(null);
    boolean isCurrent = run != null && version != null && version == run.id();
    String failure = isCurrent ? null : views.failure().orElse(null);
    String state = isCurrent ? "current" : failure != null ? "failing" : "pending";
    return new ViewsHealth(state, version, failure);
  }

  /**
   * The whole service.
   *
   * @param status starting or up
   */
  record Health(String status, List<BrandHealth> brands) {}

  /**
   * One brand.
   *
   * @param dataVersion the run in service; null when none is published
   * @param failure why the newest look for a run failed
   */
  record BrandHealth(
      String brand,
      boolean simulated,
      @Nullable Long dataVersion,
      @Nullable LocalDate asOf,
      @Nullable OffsetDateTime finishedAt,
      @Nullable String failure,
      List<String> notes,
      ViewsHealth views) {}

  /**
   * Trino's views of one brand.
   *
   * @param state pending, current or failing
   * @param dataVersion the run they read, once this process has made them
   */
  record ViewsHealth(String state, @Nullable Long dataVersion, @Nullable String failure) {}
}
