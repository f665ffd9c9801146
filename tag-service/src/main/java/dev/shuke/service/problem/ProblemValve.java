package dev.shuke.service.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells as problem details what ends before Spring sees it, such as a broken percent sign in the
 * path; Tomcat's own report is HTML. Tomcat makes it by its name.
 */
public class ProblemValve extends ErrorReportValve {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    if (response.getStatus() < 400 || response.getContentWritten() > 0) {
      return;
    }
    if (!response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.getReporter().write(MAPPER.writeValueAsString(problem(response.getStatus())));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      container.getLogger().debug("A caller left before its problem was told");
    }
  }

  private static Problem problem(int status) {
    return status >= 500 ? Problems.internal() : Problems.malformedRequest(status);
  }
}
