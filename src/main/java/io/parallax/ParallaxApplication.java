package io.parallax;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the service.
@SpringBootApplication
public class ParallaxApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(ParallaxApplication.class, arguments);
  }
}
