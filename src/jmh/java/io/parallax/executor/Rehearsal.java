package io.parallax.executor;

import io.parallax.kernel.Frame;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Target;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.util.Map;

/// Uses the classes that a worker uses, and ends: what an archive of classes is made of.
public final class Rehearsal {
  private static final long SIZE = 1_000;

  private Rehearsal() {}

  /// Lowers and runs an expression.
  public static void main(String... arguments) {
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.of(SIZE));
    String text = "(2*a + 3*b)/b";
    Program program =
        Lowering.evaluate(
            new Target(
                "result",
                text,
                Analyzer.analyze(text, Parser.parse(text), Map.of("a", type, "b", type)),
                "/expression"));
    try (Arena arena = Arena.ofShared();
        BlockEngine engine = BlockEngine.create()) {
      Frame frame =
          new Frame(
              program.slots().stream()
                  .map(slot -> arena.allocate(slot.arrayType().byteSize(), 64))
                  .toList());
      for (Loop loop : program.loops()) {
        LoopRun run = new LoopRun(program, loop, frame);
        engine.kernel(loop).run(run, run.morsels().get(0));
        run.finish();
      }
    }
  }
}
