package io.parallax.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Has the OpenAPI description also where springdoc has it if it is not told otherwise, because
/// tools look for it there.
@Hidden
@RestController
final class DescriptionController {
  static final String JSON = "/v3/api-docs";
  private static final String YAML = JSON + ".yaml";

  private final OpenApiWebMvcResource description;

  DescriptionController(OpenApiWebMvcResource description) {
    this.description = description;
  }

  @GetMapping(path = JSON, produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] json(HttpServletRequest request) throws JsonProcessingException {
    return description.openapiJson(request, JSON, Locale.ENGLISH);
  }

  @GetMapping(path = YAML, produces = "application/vnd.oai.openapi")
  byte[] yaml(HttpServletRequest request) throws JsonProcessingException {
    return description.openapiYaml(request, YAML, Locale.ENGLISH);
  }
}
