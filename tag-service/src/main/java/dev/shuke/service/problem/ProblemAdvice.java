package dev.shuke.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever ends a request into problem details. */
@RestControllerAdvice
class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Problem> problem(ProblemException e) {
    HttpHeaders headers = new HttpHeaders();
    if (e.retryAfterSeconds() != null) {
      headers.set(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds().toString());
    }
    if (e.problem().status() == 401) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"shuke\"");
    }
    return answer(e.problem(), headers);
  }

  @ExceptionHandler
  ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException e) {
    String allowed =
        e.getSupportedMethods() == null ? "" : String.join(", ", e.getSupportedMethods());
    return answer(
        Problem.of(
                405, "method_not_allowed", Category.CALLER, "This path does not take this method.")
            .expecting(allowed),
        e.getHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> contentType(HttpMediaTypeNotSupportedException e) {
    return answer(
        Problem.of(
                415,
                "unsupported_content_type",
                Category.CALLER,
                "The body has a content type that this path does not read.")
            .expecting("Content-Type: application/json"),
        e.getHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> notAcceptable(HttpMediaTypeNotAcceptableException e) {
    String offered =
        e.getSupportedMediaTypes().stream()
            .map(MediaType::toString)
            .collect(Collectors.joining(", "));
    return answer(
        Problem.of(
                406, "not_acceptable", Category.CALLER, "No answer of the accepted types exists.")
            .expecting("Accept: " + offered),
        new HttpHeaders());
  }

  @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
  ResponseEntity<Problem> unknownPath(HttpServletRequest request) {
    String hint =
        request.getRequestURI().startsWith("/v1/customers/")
            ? "/v1/customers/{namespace}:{id}/tags; an id with a slash goes by POST /v1/tags:batchGet"
            : "a path of GET /v1/openapi.yaml";
    return answer(
        Problem.of(404, "unknown_path", Category.CALLER, "There is nothing at this path.")
            .expecting(hint),
        new HttpHeaders());
  }

  /** A parameter that can't be decoded, found by Tomcat when the first one is asked for. */
  @ExceptionHandler
  ResponseEntity<Problem> brokenParameter(InvalidParameterException e) {
    return answer(Problems.malformedRequest(400), new HttpHeaders());
  }

  /** The caller has gone; nobody is left to answer. */
  @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
  void gone() {
    LOG.debug("A caller left before its answer was complete");
  }

  @ExceptionHandler
  ResponseEntity<Problem> ours(Exception e) {
    LOG.error("A request failed: {}", describe(e), withoutMessages(e));
    return answer(Problems.internal(), new HttpHeaders());
  }

  private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
    HttpHeaders all = new HttpHeaders();
    all.addAll(headers);
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return ResponseEntity.status(problem.status()).headers(all).body(problem);
  }

  private static String describe(Throwable e) {
    return e.getClass().getName();
  }

  /** The places without the messages, which might quote an id of the request. */
  private static Throwable withoutMessages(Throwable e) {
    Throwable cause = e.getCause();
    RuntimeException copy =
        new RuntimeException(describe(e), cause == null ? null : withoutMessages(cause));
    copy.setStackTrace(Arrays.copyOf(e.getStackTrace(), e.getStackTrace().length));
    return copy;
  }
}
