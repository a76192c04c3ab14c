package io.parallax.executor.testing;

import io.parallax.executor.machinecode.Compilers;
import io.parallax.executor.machinecode.NativeProperties;
import io.parallax.kernel.llvm.FaultyCompilers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/// Has a service compile in processes that go wrong over [FaultyCompilers#CURSED], in the way that
/// the property `faulty.fault` names. To be imported; scanning does not find it.
public class FaultyCompilersSetup {
  @Bean
  @Primary
  public Compilers faultyCompilers(NativeProperties properties, Environment environment) {
    FaultyCompilers.Fault fault =
        environment.getRequiredProperty("faulty.fault", FaultyCompilers.Fault.class);
    return new Compilers(properties, "test", () -> Native.faultyCommand(fault));
  }
}
