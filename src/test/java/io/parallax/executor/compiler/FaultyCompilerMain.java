package io.parallax.executor.compiler;

import io.parallax.kernel.llvm.FaultyCompilers;
import io.parallax.kernel.llvm.LlvmCompilers;
import java.io.IOException;
import java.util.Optional;

/// The main class of a compiler process with [FaultyCompilers].
public final class FaultyCompilerMain {
  private FaultyCompilerMain() {}

  /// Runs until standard input ends.
  public static void main(String... arguments) throws IOException {
    CompilerAssignment assignment = CompilerAssignment.of(arguments);
    CompilerMain.run(
        assignment,
        () ->
            new FaultyCompilers(
                    new LlvmCompilers.Settings(
                        Optional.of(assignment.library()),
                        assignment.objects(),
                        assignment.objectCount(),
                        assignment.version(),
                        true))
                .open());
  }
}
