package io.parallax.format.npy;

import static io.parallax.limit.Limit.bytes;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of `.npy`.
@Configuration(proxyBeanMethods = false)
class NpyConfiguration {

  @Bean
  LimitSource npyLimits() {
    return LimitSource.of(
        Subject.BODY,
        bytes("npyHeaderBytes", NpyArrayFormat.MAX_HEADER_BYTES, "the header of a .npy file"));
  }
}
