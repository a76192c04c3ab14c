package io.parallax.executor.machinecode;

import io.parallax.kernel.block.BlockEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Which engine makes the kernels.
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean
  BlockEngine engine() {
    return BlockEngine.create();
  }
}
