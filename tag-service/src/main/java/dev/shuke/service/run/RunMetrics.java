package dev.shuke.service.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * Of each brand the run in service, for Prometheus; {@code NaN} while there is none. An alarm asks
 * how old the newest run is, and whether the newest look for one failed.
 */
@Component
class RunMetrics implements MeterBinder {

  private final Runs runs;

  RunMetrics(Runs runs) {
    this.runs = runs;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (BrandRuns ofBrand : runs.byBrand().values()) {
      gauge(registry, ofBrand, "shuke.run.id", "The run in service", Run::id);
      gauge(
          registry,
          ofBrand,
          "shuke.run.finished.seconds",
          "When the run in service was finished, in seconds since 1970 UTC",
          run -> run.finishedAt().toEpochSecond());
      gauge(
          registry,
          ofBrand,
          "shuke.run.as.of.days",
          "The business day the run in service speaks of, in days since 1970-01-01",
          run -> run.asOf().toEpochDay());
      Gauge.builder("shuke.run.failing", ofBrand, each -> each.failure().isPresent() ? 1 : 0)
          .description("1 when the newest look for a run failed")
          .tag("brand", ofBrand.brand().id())
          .register(registry);
    }
  }

  private static void gauge(
      MeterRegistry registry,
      BrandRuns ofBrand,
      String name,
      String description,
      ToDoubleFunction<Run> value) {
    Gauge.builder(
            name,
            ofBrand,
            each ->
                each.current()
                    .map(published -> value.applyAsDouble(published.run()))
                    .orElse(Double.NaN))
        .description(description)
        .tag("brand", ofBrand.brand().id())
        .register(registry);
  }
}
