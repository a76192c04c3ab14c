package io.parallax.executor.testing;

import io.parallax.executor.machinecode.Compilers;
import io.parallax.executor.machinecode.NativeProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Has a service compile in processes with [io.parallax.kernel.llvm.FaultyCompilers]. To be
/// imported; scanning does not find it.
public class FaultyCompilersSetup {
  @Bean
  @Primary
  public Compilers faultyCompilers(NativeProperties properties) {
    return new Compilers(properties, "test", Native::faultyCommand);
  }
}
