package io.parallax.executor.machinecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parallax.executor.machinecode.NativeProperties.Compiler;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class NativePropertiesTest {
  @Test
  void kernelsLeaveTheProcessMappingsForTheRest() {
    assertThat(withKernels(NativeProperties.MOST_KERNELS).kernels())
        .isEqualTo(NativeProperties.MOST_KERNELS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withKernels(NativeProperties.MOST_KERNELS + 1))
        .withMessageContaining("parallax.native.kernels");
  }

  private static NativeProperties withKernels(int kernels) {
    return new NativeProperties(
        null,
        null,
        null,
        Compiler.PROCESS,
        Duration.ofSeconds(10),
        DataSize.ofGigabytes(1),
        kernels,
        DataSize.ofMegabytes(64));
  }
}
