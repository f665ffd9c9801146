package dev.shuke.service.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shuke.customer.Identity;
import dev.shuke.service.problem.Category;
import dev.shuke.service.problem.JsonBody;
import dev.shuke.service.problem.PathText;
import dev.shuke.service.problem.Problem;
import dev.shuke.service.problem.QueryParameters;
import dev.shuke.service.run.Provenance;
import dev.shuke.service.run.Published;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is true of given customers, in the run in service. */
@RestController
class CustomerController {

  private static final String BEFORE = "/v1/customers/";
  private static final String AFTER = "/tags";
  private static final int MOST_IDS = 1_000;
  private static final String FORM = "namespace:id such as member:1024";

  @GetMapping(path = BEFORE + "{identity}" + AFTER)
  CustomerAnswer one(HttpServletRequest request, Published published) {
    QueryParameters.of(request, List.of());
    String text = PathText.between(request, BEFORE, AFTER);
    if (text.contains("/")) {
      throw Problem.badRequest("id_with_slash", "An id with a slash does not fit a path.")
          .expecting("POST /v1/tags:batchGet with {\"ids\":[\"namespace:id\"]}")
          .asException();
    }
    Identity identity = identity(text, null);
    OptionalInt customerNo = published.ids().find(identity);
    if (customerNo.isEmpty()) {
      throw Problem.of(
              404, "unknown_customer", Category.CALLER, "No customer of this brand has this id.")
          .expecting(
              "an id known in run %d as of %s"
                  .formatted(published.run().id(), published.run().asOf()))
          .asException();
    }
    return new CustomerAnswer(
        customerNo.getAsInt(), readings(published, customerNo.getAsInt()), published.provenance());
  }

  @PostMapping(path = "/v1/tags:batchGet", consumes = MediaType.APPLICATION_JSON_VALUE)
  BatchAnswer batch(JsonBody body, Published published) {
    List<String> ids = body.allow("ids").texts("ids", MOST_IDS);
    List<BatchEntry> entries = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      OptionalInt customerNo = published.ids().find(identity(ids.get(i), "/ids/" + i));
      entries.add(
          customerNo.isEmpty()
              ? new BatchEntry(ids.get(i), false, null, null)
              : new BatchEntry(
                  ids.get(i),
                  true,
                  customerNo.getAsInt(),
                  readings(published, customerNo.getAsInt())));
    }
    return new BatchAnswer(entries, published.provenance());
  }

  private static List<TagReading> readings(Published published, int customerNo) {
    return published.columns().stream()
        .flatMap(column -> TagReading.of(column, customerNo).stream())
        .toList();
  }

  private static Identity identity(String text, @Nullable String pointer) {
    try {
      return Identity.parse(text);
    } catch (IllegalArgumentException e) {
      Problem problem =
          Problem.badRequest("malformed_id", "An id has no namespace, no colon or no value.")
              .expecting(FORM);
      throw (pointer == null ? problem : problem.at(pointer)).asException();
    }
  }

  /** One customer; {@code tags} is empty when nothing is known of a known customer. */
  record CustomerAnswer(
      int customerNo, List<TagReading> tags, @JsonUnwrapped Provenance provenance) {}

  /** The customers asked for, in that order. */
  record BatchAnswer(List<BatchEntry> customers, @JsonUnwrapped Provenance provenance) {}

  /**
   * One customer asked for.
   *
   * @param id as it was asked
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BatchEntry(
      String id, boolean found, @Nullable Integer customerNo, @Nullable List<TagReading> tags) {}
}
