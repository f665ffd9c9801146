package dev.shuke.service;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of this API. Asks for no key: it tells how to send one. */
@RestController
class OpenApiController {

  private static final MediaType YAML = MediaType.valueOf("application/yaml");

  @GetMapping("/v1/openapi.yaml")
  ResponseEntity<Resource> description() {
    return ResponseEntity.ok()
        .contentType(YAML)
        .body(new ClassPathResource("openapi.yaml", OpenApiController.class));
  }
}
