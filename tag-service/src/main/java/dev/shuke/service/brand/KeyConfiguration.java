package dev.shuke.service.brand;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Asks for a key everywhere but at the description and the health page. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration implements WebMvcConfigurer {

  private final KeyCheck keyCheck;

  KeyConfiguration(KeyCheck keyCheck) {
    this.keyCheck = keyCheck;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(keyCheck)
        .addPathPatterns("/**")
        .excludePathPatterns("/v1/openapi.yaml", "/healthz");
  }
}
