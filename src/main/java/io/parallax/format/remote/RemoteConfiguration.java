package io.parallax.format.remote;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of inputs by address.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemoteProperties.class)
class RemoteConfiguration {

  @Bean
  LimitSource remoteLimits(RemoteProperties urls) {
    return LimitSource.of(
        Subject.BODY,
        bytes("urlBytes", urls.size().toBytes(), "what an address has, after decompression"),
        milliseconds("urlTimeout", urls.timeout(), "connecting to a host, and its silence"),
        count("urlRedirects", RemoteSource.MAX_REDIRECTS, "redirects", "an address"),
        count("urlFetches", urls.concurrent(), "fetches", "inputs being fetched at a time"));
  }
}
