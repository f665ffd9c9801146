package dev.shuke.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** The parameters after the question mark; unknown, missing and repeated ones are refused. */
public final class QueryParameters {

  private final Map<String, String[]> values;

  private QueryParameters(Map<String, String[]> values) {
    this.values = values;
  }

  /**
   * Reads them.
   *
   * @throws ProblemException on a parameter not among {@code known}, naming the nearest that is
   */
  public static QueryParameters of(HttpServletRequest request, List<String> known) {
    Map<String, String[]> values = request.getParameterMap();
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw Problems.unknownName("unknown_parameter", "parameter", name, known).asException();
      }
    }
    return new QueryParameters(values);
  }

  /** A month that must be there. */
  public YearMonth month(String name) {
    String[] given = values.get(name);
    if (given == null || given.length != 1) {
      throw wrongMonth(
              name, given == null ? "is missing" : "is given %d times".formatted(given.length))
          .asException();
    }
    try {
      return YearMonth.parse(given[0]);
    } catch (DateTimeException e) {
      throw wrongMonth(name, "is no month").asException();
    }
  }

  private static Problem wrongMonth(String name, String seen) {
    return Problem.badRequest("wrong_parameter", "Parameter '" + name + "' " + seen + ".")
        .expecting("a month such as 2017-01");
  }
}
