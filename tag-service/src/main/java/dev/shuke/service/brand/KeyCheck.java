package dev.shuke.service.brand;

import dev.shuke.brand.Brand;
import dev.shuke.service.problem.Category;
import dev.shuke.service.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request pass whose key opens a brand. No request names its brand: it follows from the key.
 */
@Component
public class KeyCheck implements HandlerInterceptor {

  private static final String ATTRIBUTE = KeyCheck.class.getName();
  private static final String HEADER = "X-API-Key";
  private static final String BEARER = "bearer ";

  private final BrandKeys keys;

  KeyCheck(BrandKeys keys) {
    this.keys = keys;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String key = key(request);
    if (key == null) {
      throw refused("missing_key", "The request has no API key.").asException();
    }
    Brand brand =
        keys.brandOf(key)
            .orElseThrow(() -> refused("wrong_key", "The API key opens no brand.").asException());
    request.setAttribute(ATTRIBUTE, brand);
    return true;
  }

  /** The brand whose key came with this request, which has passed the check. */
  public static Brand brandOf(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Brand brand) {
      return brand;
    }
    throw new IllegalStateException("The request has not passed the key check");
  }

  private static @Nullable String key(HttpServletRequest request) {
    String key = request.getHeader(HEADER);
    if (key != null) {
      return key.strip();
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return authorization.substring(BEARER.length()).strip();
    }
    return null;
  }

  private static Problem refused(String code, String detail) {
    return Problem.of(401, code, Category.CALLER, detail)
        .expecting("the brand's key in header X-API-Key, or as Authorization: Bearer <key>");
  }
}
