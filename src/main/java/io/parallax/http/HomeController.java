package io.parallax.http;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Opens Swagger UI at the operation to try first.
@Hidden
@Controller
final class HomeController {
  private static final String FIRST_OPERATION = "/swagger-ui/index.html#/compute/evaluate";

  @GetMapping("/")
  String home() {
    return "redirect:" + FIRST_OPERATION;
  }
}
