package io.parallax.format.json;

import io.parallax.compute.ComputeProperties;
import io.parallax.strategy.ExecutorSelector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The reader and the writer of JSON.
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

  @Bean
  RequestReader requestReader(ComputeProperties limits, ExecutorSelector selector) {
    return new RequestReader(
        limits, options -> selector.sharesMemory(options.strategy(), options.isolation()));
  }

  @Bean
  ResponseWriter responseWriter() {
    return new ResponseWriter();
  }
}
