package dev.shuke.service.tag;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shuke.service.problem.QueryParameters;
import dev.shuke.service.run.Provenance;
import dev.shuke.service.run.Published;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be asked: each tag, its meaning, and how many customers have which value. */
@RestController
class CatalogueController {

  @GetMapping("/v1/tags")
  CatalogueAnswer tags(HttpServletRequest request, Published published) {
    QueryParameters.of(request, List.of());
    int customers = published.population().getCardinality();
    return new CatalogueAnswer(
        customers,
        published.columns().stream().map(column -> TagEntry.of(column, customers)).toList(),
        published.provenance());
  }

  /**
   * The catalogue.
   *
   * @param customers how many there are, with values and without
   */
  record CatalogueAnswer(
      int customers, List<TagEntry> tags, @JsonUnwrapped Provenance provenance) {}
}
