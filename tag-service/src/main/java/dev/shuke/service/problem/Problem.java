package dev.shuke.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as RFC 9457 tells it.
 *
 * @param type names the kind of problem; {@code urn:shuke:problem:} and the code
 * @param title what it is about, the same for each problem of this code
 * @param detail what was seen this time; never an id or a key
 * @param code stable, for programs
 * @param expected what would have been right
 * @param pointer where in the request's body, a JSON pointer (RFC 6901)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    Category category,
    @Nullable String expected,
    @Nullable String pointer) {

  /** How the type of every problem begins. */
  static final String TYPE = "urn:shuke:problem:";

  public static Problem of(int status, String code, Category category, String detail) {
    return new Problem(
        TYPE + code, code.replace('_', ' '), status, detail, code, category, null, null);
  }

  /** A fault of the caller's. */
  public static Problem badRequest(String code, String detail) {
    return of(400, code, Category.CALLER, detail);
  }

  public Problem expecting(String expectation) {
    return new Problem(type, title, status, detail, code, category, expectation, pointer);
  }

  public Problem at(String jsonPointer) {
    return new Problem(type, title, status, detail, code, category, expected, jsonPointer);
  }

  /** To be thrown; the caller gets this problem as the answer. */
  public ProblemException asException() {
    return new ProblemException(this, null);
  }

  /** To be thrown with an answer that says when to ask again. */
  public ProblemException retryAfterSeconds(int seconds) {
    return new ProblemException(this, seconds);
  }
}
