package dev.shuke.service.store;

import dev.shuke.brand.Brand;
import dev.shuke.service.brand.KeyCheck;
import dev.shuke.service.problem.Category;
import dev.shuke.service.problem.PathText;
import dev.shuke.service.problem.Problem;
import dev.shuke.service.problem.QueryParameters;
import dev.shuke.service.run.Published;
import jakarta.servlet.http.HttpServletRequest;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The monthly numbers of one store. */
@RestController
class ConversionController {

  private static final String BEFORE = "/v1/stores/";
  private static final String AFTER = "/conversion";
  private static final int MOST_MONTHS = 120;

  private final ConversionQueries queries;

  ConversionController(ConversionQueries queries) {
    this.queries = queries;
  }

  @GetMapping(path = BEFORE + "{id}" + AFTER)
  ConversionAnswer conversion(HttpServletRequest request, Published published) {
    String storeId = PathText.between(request, BEFORE, AFTER);
    QueryParameters parameters = QueryParameters.of(request, List.of("from", "to"));
    YearMonth from = parameters.month("from");
    YearMonth to = parameters.month("to");
    requireMonths(from, to);
    Brand brand = KeyCheck.brandOf(request);
    return queries
        .find(brand, storeId, from, to)
        .orElseThrow(
            () ->
                Problem.of(
                        404,
                        "unknown_store",
                        Category.CALLER,
                        "This brand has neither a record nor an order of this store.")
                    .expecting(
                        "a store of run %d as of %s"
                            .formatted(published.run().id(), published.run().asOf()))
                    .asException());
  }

  private static void requireMonths(YearMonth from, YearMonth to) {
    long months = ChronoUnit.MONTHS.between(from, to) + 1;
    if (months < 1 || months > MOST_MONTHS) {
      throw Problem.badRequest(
              "wrong_parameter", "From %s to %s are %d months.".formatted(from, to, months))
          .expecting("1 to " + MOST_MONTHS + " months, the first and the last included")
          .asException();
    }
  }
}
