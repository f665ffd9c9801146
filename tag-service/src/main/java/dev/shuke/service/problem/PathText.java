package dev.shuke.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * Text of a caller's in the middle of a path. Spring's path variables lose what follows a
 * semicolon, so it is taken from the request line as it was sent.
 */
public final class PathText {

  private PathText() {}

  /** The text between two parts of the path, percent-decoded once. */
  public static String between(HttpServletRequest request, String before, String after) {
    String path = request.getRequestURI();
    String encoded = path.substring(before.length(), path.length() - after.length());
    return UriUtils.decode(encoded, StandardCharsets.UTF_8);
  }
}
