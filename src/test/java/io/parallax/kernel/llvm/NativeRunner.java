package io.parallax.kernel.llvm;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Program;
import java.util.Map;

/// Runs programs natively, and those that the engine refuses on the oracle.
record NativeRunner(LlvmEngine engine, MorselOrder order) implements ProgramRunner {
  @Override
  public Outcome run(Program program, Map<String, TestArray> inputs) {
    ProgramRunner runner =
        LlvmEngine.refusal(program).isEmpty()
            ? new EngineRunner(engine, order)
            : EngineRunner.ORACLE;
    return runner.run(program, inputs);
  }
}
