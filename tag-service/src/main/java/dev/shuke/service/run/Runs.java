package dev.shuke.service.run;

import dev.shuke.brand.Brand;
import dev.shuke.service.ShukeSettings;
import dev.shuke.service.brand.Brands;
import dev.shuke.service.problem.Category;
import dev.shuke.service.problem.Problem;
import dev.shuke.service.trino.Trino;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The run in service of each brand, looked for as long as the process lives. */
@Component
class Runs implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  private static final int RETRY_SECONDS = 5;

  private final Map<String, BrandRuns> runs = new LinkedHashMap<>();
  private final Map<String, BrandViews> views = new LinkedHashMap<>();
  private final long pollMillis;
  private @Nullable ScheduledExecutorService threads;

  Runs(ShukeSettings settings, Brands brands, Trino trino) {
    this.pollMillis = Math.max(1, settings.poll().toMillis());
    for (Brand brand : brands.all()) {
      BrandRuns ofBrand = new BrandRuns(brand);
      runs.put(brand.id(), ofBrand);
      views.put(brand.id(), new BrandViews(ofBrand, trino));
    }
  }

  Map<String, BrandRuns> byBrand() {
    return runs;
  }

  /** The views of a brand that {@link #byBrand} names. */
  BrandViews viewsOf(BrandRuns ofBrand) {
    BrandViews ofViews = views.get(ofBrand.brand().id());
    if (ofViews == null) {
      throw new IllegalArgumentException("No brand " + ofBrand.brand().id());
    }
    return ofViews;
  }

  /**
   * The run in service.
   *
   * @throws dev.shuke.service.problem.ProblemException when none is published yet
   */
  Published current(Brand brand) {
    BrandRuns ofBrand = runs.get(brand.id());
    if (ofBrand == null) {
      throw new IllegalArgumentException("No brand " + brand.id());
    }
    return ofBrand
        .current()
        .orElseThrow(
            () ->
                Problem.of(
                        503,
                        "no_published_run",
                        Category.DATA,
                        ofBrand.hasLooked()
                            ? "No run of this brand is published yet."
                            : "The service is still starting.")
                    .expecting("the daily chain to publish a run; GET /healthz tells when it has")
                    .retryAfterSeconds(RETRY_SECONDS));
  }

  /** Each brand has a thread that looks for runs and one that waits for Trino. */
  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newScheduledThreadPool(
            2 * runs.size(),
            task -> {
              Thread thread = new Thread(task, "runs");
              thread.setDaemon(true);
              return thread;
            });
    threads = started;
    runs.values().forEach(each -> repeat(started, each::look));
    views.values().forEach(each -> repeat(started, each::follow));
  }

  private void repeat(ScheduledExecutorService started, Runnable task) {
    ScheduledFuture<?> unused =
        started.scheduleWithFixedDelay(task, 0, pollMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = threads;
    if (started == null) {
      return;
    }
    started.shutdownNow();
    threads = null;
    try {
      if (!started.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("A look for runs did not end; its catalog is left open");
        return;
      }
      for (BrandRuns each : runs.values()) {
        each.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("A catalog was not closed", e);
    }
  }

  @Override
  public boolean isRunning() {
    return threads != null;
  }
}
