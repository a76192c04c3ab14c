package io.parallax.compute;

import io.parallax.executor.process.WorkerProcesses;
import io.parallax.memory.MemoryBudget;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes beans of what knows no Spring.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ComputeProperties.class, AdmissionProperties.class})
class ComputeConfiguration {

  @Bean
  MemoryBudget memoryBudget(ComputeProperties limits, WorkerProcesses processes) {
    return processes
        .memory()
        .map(shared -> new MemoryBudget(limits.memoryBytes(), shared))
        .orElseGet(() -> new MemoryBudget(limits.memoryBytes()));
  }
}
