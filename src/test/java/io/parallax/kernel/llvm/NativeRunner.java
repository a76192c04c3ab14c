package io.parallax.kernel.llvm;

import io.parallax.kernel.EngineRunner;
import io.parallax.kernel.MorselOrder;
import io.parallax.kernel.Outcome;
import io.parallax.kernel.ProgramRunner;
import io.parallax.kernel.TestArray;
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
