package dev.shuke.service.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleException;
import dev.shuke.rule.RuleJson;
import dev.shuke.service.problem.JsonBody;
import dev.shuke.service.problem.Problem;
import dev.shuke.service.run.Provenance;
import dev.shuke.service.run.Published;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who a rule selects in one run, and what the selection rests on.
 *
 * @param customers not to be changed
 */
record Segment(RoaringBitmap customers, Provenance provenance) {

  private static final String FIELD = "rule";

  /** The segment of the rule in a request's body. */
  static Segment of(JsonBody body, Published published) {
    JsonNode json = body.required(FIELD, "a rule such as {\"tag\":\"lapsed\",\"is\":true}");
    Rule rule;
    try {
      rule = RuleJson.parse(json, published.catalogue());
    } catch (RuleException e) {
      throw problem(e).asException();
    }
    try {
      return new Segment(
          RuleBitmaps.select(rule, published), published.provenance(RuleTags.of(rule)));
    } catch (NotInRunException e) {
      throw Problem.badRequest(
              "not_in_run", "The rule asks the timeline, which only the daily run reads.")
          .expecting(
              "conditions on tags, segments and ids; publish this rule as a segment and ask {\"segment\": id} after the next run")
          .at("/" + FIELD)
          .asException();
    }
  }

  private static Problem problem(RuleException e) {
    String pointer = "/" + FIELD + e.pointer();
    String nearest = e.nearest().map(near -> "; did you mean " + near + "?").orElse("");
    return Problem.badRequest(e.code(), "The rule cannot be read at '" + pointer + "'" + nearest)
        .expecting(e.expected())
        .at(pointer);
  }
}
