package io.parallax.kernel.llvm.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import org.junit.jupiter.api.Test;

class LlvmFunctionTest {
  @Test
  void aPrototypeSaysHowToCallItsFunction() {
    assertThat(LlvmFunction.CREATE_BUFFER.symbol())
        .isEqualTo("LLVMCreateMemoryBufferWithMemoryRangeCopy");
    assertThat(LlvmFunction.CREATE_BUFFER.descriptor())
        .isEqualTo(FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    assertThat(LlvmFunction.GET_HOST_CPU.symbol()).isEqualTo("LLVMGetHostCPUName");
    assertThat(LlvmFunction.GET_HOST_CPU.descriptor()).isEqualTo(FunctionDescriptor.of(ADDRESS));
    assertThat(LlvmFunction.INITIALIZE_X86.descriptor()).isEqualTo(FunctionDescriptor.ofVoid());
    assertThat(LlvmFunction.VERIFY.descriptor())
        .isEqualTo(FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    assertThat(LlvmFunction.GET_BUFFER_SIZE.descriptor())
        .isEqualTo(FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  }
}
