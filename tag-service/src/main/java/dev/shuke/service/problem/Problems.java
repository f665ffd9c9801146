package dev.shuke.service.problem;

import dev.shuke.rule.NearestName;
import java.util.Collection;

/** Problems that more than one place tells. */
final class Problems {

  private Problems() {}

  static Problem internal() {
    return Problem.of(
        500,
        "internal_error",
        Category.OURS,
        "The tag service failed on this request; its log says where.");
  }

  /** What ends before a path or a parameter can be read. */
  static Problem malformedRequest(int status) {
    return Problem.of(
            status, "malformed_request", Category.CALLER, "The request line or a header is broken.")
        .expecting("an HTTP request, its path and parameters percent-encoded UTF-8");
  }

  /** A name that isn't known, with the nearest that is. */
  static Problem unknownName(String code, String what, String name, Collection<String> known) {
    String nearest =
        NearestName.of(name, known).map(near -> "; did you mean " + near + "?").orElse("");
    return Problem.badRequest(code, "Unknown " + what + " '" + shortened(name) + "'" + nearest)
        .expecting(known.isEmpty() ? "none" : String.join(", ", known));
  }

  private static String shortened(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }
}
