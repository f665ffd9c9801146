package dev.shuke.service.run;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controllers take a {@link Published}. */
@Configuration(proxyBeanMethods = false)
class RunConfiguration implements WebMvcConfigurer {

  private final Runs runs;

  RunConfiguration(Runs runs) {
    this.runs = runs;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new PublishedResolver(runs));
  }
}
