package io.parallax.format.csv;

import static io.parallax.limit.Limit.bytes;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of CSV.
@Configuration(proxyBeanMethods = false)
class CsvConfiguration {

  @Bean
  LimitSource csvLimits() {
    return LimitSource.of(
        Subject.BODY, bytes("csvFieldBytes", CsvFields.MAX_FIELD_BYTES, "a field of CSV"));
  }
}
