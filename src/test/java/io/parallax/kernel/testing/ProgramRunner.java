package io.parallax.kernel.testing;

import io.parallax.program.Program;
import java.util.Map;

/// A way to run programs: an engine, or a whole executor.
@FunctionalInterface
public interface ProgramRunner {
  /// Runs to the end or to the first failure.
  ///
  /// @param inputs by the names of the program's input slots
  Outcome run(Program program, Map<String, TestArray> inputs);
}
