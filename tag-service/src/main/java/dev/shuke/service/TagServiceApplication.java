package dev.shuke.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/**
 * Starts the tag service.
 *
 * <p>Spring Boot's own error page is left out: it would answer a browser in HTML. What no
 * controller answers is told by {@code ProblemValve}.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
public class TagServiceApplication {

  public static void main(String[] args) {
    SpringApplication.run(TagServiceApplication.class, args);
  }
}
