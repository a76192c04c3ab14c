package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailabilityTest {
  @TempDir private Path folder;

  @Test
  void aMissingLibraryIsNamed() {
    Path library = folder.resolve("libLLVM.so");
    assertThatThrownBy(() -> LlvmCompilers.open(with(library)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("there is no file " + library);
  }

  @Test
  void aFileThatIsNoLibraryIsNamed() throws IOException {
    Path library = Files.writeString(folder.resolve("libLLVM.so"), "not a library");
    assertThatThrownBy(() -> LlvmCompilers.open(with(library)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(library + " cannot be loaded on this machine");
  }

  @Test
  void aProcessorOfAnotherKindIsNamed() {
    assertThatThrownBy(
            new Host("20.1.7", "riscv64-unknown-linux-gnu", "generic", "")::requireSupported)
        .isInstanceOf(UnavailableException.class)
        .hasMessage("there are no native kernels for riscv64-unknown-linux-gnu");
    assertThatThrownBy(
            new Host("20.1.7", "x86_64-unknown-linux-gnu", "nehalem", "+sse4.2")::requireSupported)
        .isInstanceOf(UnavailableException.class)
        .hasMessage("the processor (nehalem) lacks AVX2 or fused multiply-add");
  }

  @Test
  void anEngineCanBeOpenedAndClosedAgainAndAgain() {
    for (int time = 0; time < 3; time++) {
      try (LlvmEngine engine = Engines.open()) {
        assertThat(engine.kernel(Loops.of("a + b"))).isNotNull();
      }
    }
  }

  private static LlvmCompilers.Settings with(Path library) {
    return new LlvmCompilers.Settings(Optional.of(library), Optional.empty(), 1, "test", true);
  }
}
