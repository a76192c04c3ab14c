package io.parallax.kernel.llvm;

import io.parallax.executor.compiler.CompilerAssignment;
import io.parallax.executor.compiler.CompilerMain;
import io.parallax.executor.machinecode.CompilerLimits;
import io.parallax.executor.machinecode.CompilerProcesses;
import io.parallax.executor.process.WorkerClasses;
import io.parallax.executor.process.WorkerCommand;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/// Opens engines for tests; where the machine has no native kernels the test is skipped, and says
/// so.
final class Engines {
  /// Compiles everything, keeps much.
  static final NativeSettings SETTINGS = settings(2, 4_096);

  private static final long NEVER = Long.MAX_VALUE;

  private Engines() {}

  static NativeSettings settings(int compilerThreads, int kernels) {
    return new NativeSettings(compilerThreads, kernels, 256L << 20, NEVER);
  }

  static LlvmEngine open() {
    return open(SETTINGS);
  }

  static LlvmEngine open(NativeSettings settings) {
    return open(settings, UnaryOperator.identity());
  }

  static LlvmEngine open(NativeSettings settings, UnaryOperator<Host> target) {
    return open(settings, compilers(Optional.empty(), target));
  }

  static LlvmEngine open(NativeSettings settings, KernelCompiler.Source source) {
    try {
      return LlvmEngine.open(settings, new Interpreter(), source, _ -> {});
    } catch (UnavailableException e) {
      return Assumptions.abort(e.reason());
    }
  }

  /// Compiles in processes of their own, as the service does.
  static LlvmEngine isolated() {
    try {
      CompilerLimits limits = CompilerLimits.of(Duration.ofSeconds(60), 1L << 30);
      return open(
          SETTINGS,
          new CompilerProcesses(
              WorkerCommand.ofCompiler(
                  WorkerClasses.path(), CompilerMain.class.getName(), CompilerLimits.HEAP_BYTES),
              new CompilerAssignment(
                  ProcessHandle.current().pid(),
                  limits.memoryBytes(),
                  LlvmCompilers.library(Optional.empty()),
                  "test",
                  1,
                  Optional.empty()),
              limits));
    } catch (IOException | UnavailableException e) {
      return Assumptions.abort(e.toString());
    }
  }

  /// Compilers in this process. The library stays loaded.
  ///
  /// @param objects a folder that keeps objects
  static LlvmCompilers compilers(Optional<Path> objects, UnaryOperator<Host> target) {
    try {
      return LlvmCompilers.open(
          new LlvmCompilers.Settings(Optional.empty(), objects, 4_096, "test", true), target);
    } catch (UnavailableException e) {
      return Assumptions.abort(e.reason());
    }
  }

  /// This processor without the instructions that many do not have.
  static Host withoutAvx512(Host host) {
    Assumptions.assumeTrue(host.isX86(), "another processor than x86");
    String features =
        Arrays.stream(host.features().split(","))
            .map(
                feature ->
                    feature.matches("\\+(avx512|avx10|amx|evex512).*")
                        ? "-" + feature.substring(1)
                        : feature)
            .collect(Collectors.joining(","));
    return new Host(host.version(), host.triple(), "haswell", features);
  }
}
