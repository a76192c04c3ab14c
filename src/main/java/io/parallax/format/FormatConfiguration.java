package io.parallax.format;

import static io.parallax.limit.Limit.count;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits that every format keeps to.
@Configuration(proxyBeanMethods = false)
class FormatConfiguration {

  @Bean
  LimitSource outputLimits() {
    return LimitSource.of(
        Subject.BODY,
        count("sample", OutputOptions.MAX_SAMPLE, "elements", "output.sample"),
        count(
            "autoElements",
            OutputOptions.MAX_AUTO_ELEMENTS,
            "elements",
            "an array written whole when output.values is auto"));
  }
}
