package dev.shuke.service.segment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shuke.service.problem.JsonBody;
import dev.shuke.service.problem.Problem;
import dev.shuke.service.run.Provenance;
import dev.shuke.service.run.Published;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** How many customers a rule selects, and who they are; both from the same bitmap. */
@RestController
class SegmentController {

  private static final int MOST_NAMESPACES = 16;

  @PostMapping(path = "/v1/segments:count", consumes = MediaType.APPLICATION_JSON_VALUE)
  CountAnswer count(JsonBody body, Published published) {
    Segment segment = Segment.of(body.allow("rule"), published);
    return new CountAnswer(
        segment.customers().getCardinality(),
        published.population().getCardinality(),
        segment.provenance());
  }

  @PostMapping(
      path = "/v1/segments:members",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  ResponseEntity<StreamingResponseBody> members(JsonBody body, Published published) {
    Segment segment = Segment.of(body.allow("rule", "ids"), published);
    List<String> namespaces = body.has("ids") ? namespaces(body, published) : List.of();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_NDJSON)
        .body(new MemberLines(segment, namespaces, published.ids()));
  }

  private static List<String> namespaces(JsonBody body, Published published) {
    List<String> asked = body.texts("ids", MOST_NAMESPACES);
    for (int i = 0; i < asked.size(); i++) {
      if (!published.ids().namespaces().contains(asked.get(i))) {
        throw Problem.badRequest("unknown_namespace", "No customer has an id in this namespace.")
            .expecting("one of " + String.join(", ", published.ids().namespaces()))
            .at("/ids/" + i)
            .asException();
      }
    }
    return asked.stream().distinct().toList();
  }

  /**
   * How many.
   *
   * @param population customers in all, the rule's and the others
   */
  record CountAnswer(int count, int population, @JsonUnwrapped Provenance provenance) {}
}
