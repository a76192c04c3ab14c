package io.parallax.strategy;

import static io.parallax.limit.Limit.count;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of the choice of executors.
@Configuration(proxyBeanMethods = false)
class StrategyConfiguration {

  @Bean
  LimitSource threadLimits(ExecutorSelector selector) {
    return LimitSource.of(
        Subject.SERVICE,
        count("threads", selector.maximumParallelism(), "threads", "the computing of one request"));
  }

  @Bean
  LimitSource codeLimits() {
    return LimitSource.of(
        Subject.KERNELS,
        count(
            "codeCharacters",
            MachineCode.MAX_CHARACTERS,
            "characters",
            "the code that an explanation shows"));
  }
}
