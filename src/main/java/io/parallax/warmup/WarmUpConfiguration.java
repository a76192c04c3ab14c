package io.parallax.warmup;

import io.parallax.compute.ComputeRunner;
import io.parallax.executor.process.WorkerProcesses;
import io.parallax.format.json.RequestReader;
import io.parallax.format.json.ResponseWriter;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.memory.MemoryBudget;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lists the warm-up steps, in order.
@Configuration(proxyBeanMethods = false)
class WarmUpConfiguration {

  @Bean
  WarmUp warmUp(
      BlockEngine engine,
      RequestReader reader,
      ComputeRunner runner,
      ResponseWriter writer,
      MemoryBudget memory,
      WorkerProcesses workers,
      ApplicationContext application) {
    return new WarmUp(
        List.of(
            new EngineWarmUp(engine),
            new RequestWarmUp(reader, runner, writer, memory),
            new ProcessWarmUp(workers)),
        application);
  }
}
