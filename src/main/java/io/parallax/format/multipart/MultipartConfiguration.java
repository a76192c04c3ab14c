package io.parallax.format.multipart;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;

import io.parallax.compute.ComputeProperties;
import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of multipart bodies.
@Configuration(proxyBeanMethods = false)
class MultipartConfiguration {

  @Bean
  LimitSource multipartLimits(ComputeProperties limits) {
    return LimitSource.of(
        Subject.BODY,
        count("parts", MultipartRequestFormat.parts(limits), "parts", "a multipart body"),
        bytes("partHeaderBytes", Parts.MAX_HEADER_BYTES, "the header of a part"));
  }
}
