package dev.shuke.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller its {@link JsonBody}, never more than the limit. */
class JsonBodyResolver implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == JsonBody.class;
  }

  @Override
  public JsonBody resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders)
      throws IOException {
    HttpServletRequest request = (HttpServletRequest) web.getNativeRequest();
    QueryParameters.of(request, List.of());
    if (request.getContentLengthLong() > JsonBody.MOST_BYTES) {
      throw tooLong();
    }
    byte[] bytes = request.getInputStream().readNBytes(JsonBody.MOST_BYTES + 1);
    if (bytes.length > JsonBody.MOST_BYTES) {
      throw tooLong();
    }
    return JsonBody.of(bytes);
  }

  private static ProblemException tooLong() {
    return Problem.of(413, "body_too_long", Category.CALLER, "The body is longer than is read.")
        .expecting("at most " + JsonBody.MOST_BYTES + " bytes")
        .asException();
  }
}
