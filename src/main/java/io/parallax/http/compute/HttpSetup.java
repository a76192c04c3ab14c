package io.parallax.http.compute;

import io.parallax.compute.ComputeLimits;
import io.parallax.format.json.RequestReader;
import io.parallax.format.json.ResponseWriter;
import io.parallax.http.HttpLimits;
import io.parallax.strategy.ExecutorSelector;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the controllers share.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpLimits.class)
class HttpSetup {

  @Bean
  RequestReader requestReader(ComputeLimits limits, ExecutorSelector selector) {
    return new RequestReader(
        limits, options -> selector.sharesMemory(options.strategy(), options.isolation()));
  }

  @Bean
  ResponseWriter responseWriter() {
    return new ResponseWriter();
  }
}
