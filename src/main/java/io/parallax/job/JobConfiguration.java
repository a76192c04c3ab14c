package io.parallax.job;

import io.parallax.array.MemoryBudget;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes beans of what knows no Spring.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ComputeLimits.class, AdmissionLimits.class})
class JobConfiguration {

  @Bean
  MemoryBudget memoryBudget(ComputeLimits limits) {
    return new MemoryBudget(limits.memoryBytes());
  }
}
