package io.parallax.format.arrow;

import static io.parallax.limit.Limit.bytes;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of Arrow streams.
@Configuration(proxyBeanMethods = false)
class ArrowConfiguration {

  @Bean
  LimitSource arrowLimits() {
    return LimitSource.of(
        Subject.BODY,
        bytes(
            "arrowMetadataBytes",
            ArrowFrames.MAX_METADATA_BYTES,
            "the description of a message in an Arrow stream"));
  }
}
