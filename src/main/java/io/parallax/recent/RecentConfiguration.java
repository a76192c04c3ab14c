package io.parallax.recent;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of recent results.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecentProperties.class)
class RecentConfiguration {

  @Bean
  LimitSource recentLimits(RecentResults results) {
    return LimitSource.of(
        Subject.SERVICE,
        count(
            "recentResults",
            results.mostEntries(),
            "results",
            "the results of recent requests that answer equal ones"),
        bytes("recentBytes", results.mostBytes(), "the memory of those results, which is charged"));
  }
}
