package dev.shuke.service.run;

import dev.shuke.service.brand.KeyCheck;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller the run in service of the brand whose key came with the request. */
class PublishedResolver implements HandlerMethodArgumentResolver {

  private final Runs runs;

  PublishedResolver(Runs runs) {
    this.runs = runs;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Published.class;
  }

  @Override
  public Published resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    return runs.current(KeyCheck.brandOf((HttpServletRequest) web.getNativeRequest()));
  }
}
