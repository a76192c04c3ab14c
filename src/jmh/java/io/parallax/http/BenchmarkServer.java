package io.parallax.http;

import io.parallax.ParallaxApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The service with one more endpoint that does nothing: what HTTP itself costs on this server.
public final class BenchmarkServer {
  private BenchmarkServer() {}

  /// Serves until it is ended.
  ///
  /// @param arguments Spring Boot's
  public static void main(String[] arguments) {
    new SpringApplication(ParallaxApplication.class, EmptyController.class).run(arguments);
  }

  /// `POST /empty`: reads nothing, answers nothing. Not found by scanning, so no test serves it.
  @TestComponent
  @RestController
  static class EmptyController {
    @PostMapping("/empty")
    void nothing() {}
  }
}
