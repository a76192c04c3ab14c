package io.parallax;

import io.parallax.http.Drain;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts the service.
@SpringBootApplication
public class ParallaxApplication {

  public static void main(String[] arguments) {
    ConfigurableApplicationContext application =
        SpringApplication.run(ParallaxApplication.class, arguments);
    StopSignal.install(application.getBean(Drain.class)::run);
  }
}
