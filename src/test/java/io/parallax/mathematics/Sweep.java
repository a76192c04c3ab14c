package io.parallax.mathematics;

import io.parallax.kernel.Engine;
import io.parallax.kernel.Frame;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import io.parallax.program.Slot;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// The largest error of a float32 function of one operand over all 2³² arguments, taken from the
/// float64 function, whose own error is 2⁻²⁹ of a float32 ulp or so.
///
/// NaN for NaN is right; NaN for a number, or a number for NaN, is infinitely wrong.
final class Sweep {
  private static final int CHUNK = 1 << 20;
  private static final long ARGUMENTS = 1L << 32;
  private static final ArrayType SINGLES = new ArrayType(DataType.FLOAT32, Shape.of(CHUNK));

  private final FunctionUnderTest function;
  private final Program single;
  private final Program exact;
  private final Engines engines;

  Sweep(FunctionUnderTest function, Engines engines) {
    this.function = function;
    this.engines = engines;
    single = program(function.text());
    exact = program(function.text().replace("(x)", "(float64(x))"));
  }

  /// All arguments, on all cores.
  Survey.Finding run() {
    return run(LongStream.range(0, ARGUMENTS / CHUNK));
  }

  /// The arguments whose upper twelve bits are these.
  Survey.Finding run(LongStream chunks) {
    return chunks
        .parallel()
        .mapToObj(chunk -> chunk((int) (chunk * CHUNK)))
        .reduce(Survey.Finding::merged)
        .orElseThrow();
  }

  private static Program program(String text) {
    return Requests.over(Map.of("x", SINGLES)).evaluate(text);
  }

  private Survey.Finding chunk(int firstBits) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocate(SINGLES.byteSize(), 64);
      for (int at = 0; at < CHUNK; at++) {
        x.setAtIndex(ValueLayout.JAVA_INT, at, firstBits + at);
      }
      return worst(x, values(single, x, arena), values(exact, x, arena));
    }
  }

  private MemorySegment values(Program program, MemorySegment x, Arena arena) {
    Engine engine = engines.engineOf(program);
    List<MemorySegment> slots =
        program.slots().stream()
            .map(
                slot ->
                    slot.role() == Slot.Role.INPUT
                        ? x
                        : arena.allocate(slot.arrayType().byteSize(), 64))
            .toList();
    for (Loop loop : program.loops()) {
      LoopRun run = new LoopRun(program, loop, new Frame(slots));
      Kernel kernel = engine.kernel(loop);
      for (long morsel = 0; morsel < loop.morsels().count(); morsel++) {
        kernel.run(run, loop.morsels().get(morsel));
      }
      run.finish();
    }
    return slots.get(program.results().getFirst().slot());
  }

  private Survey.Finding worst(MemorySegment x, MemorySegment computed, MemorySegment exact) {
    double largest = -1;
    int index = 0;
    for (int at = 0; at < CHUNK; at++) {
      double error =
          error(
              computed.getAtIndex(ValueLayout.JAVA_FLOAT, at),
              exact.getAtIndex(ValueLayout.JAVA_DOUBLE, at));
      if (error > largest) {
        largest = error;
        index = at;
      }
    }
    double argument = x.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    return new Survey.Finding(function, CHUNK, largest, argument, 0);
  }

  /// As [Ulps#error] for float32.
  private static double error(float computed, double exact) {
    if (Double.isNaN(exact) || Float.isNaN(computed)) {
      return Double.isNaN(exact) && Float.isNaN(computed) ? 0 : Double.POSITIVE_INFINITY;
    }
    double target = Math.clamp(exact, -0x1p128, 0x1p128);
    double actual = Math.clamp((double) computed, -0x1p128, 0x1p128);
    int unit = Math.clamp(Math.getExponent(target), -126, 127) - 23;
    return Math.abs(actual - target) * Double.longBitsToDouble((1023L - unit) << 52);
  }
}
