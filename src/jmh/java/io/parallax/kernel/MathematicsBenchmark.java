package io.parallax.kernel;

import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.block.WithoutSuperoperators;
import io.parallax.kernel.llvm.InThisProcess;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Target;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleBinaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The time of one function over [#SIZE] elements, in nanoseconds, on one thread: in the engines,
/// and as Java has it in `StrictMath`, `Math` and the Vector API's own functions, which know
/// float64 here. `src/jmh/peers/mathematics.sh` sets them beside libmvec, NumPy and numexpr.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 150, timeUnit = TimeUnit.MILLISECONDS)
public class MathematicsBenchmark {
  static final int SIZE = 100_000;

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final long ALIGNMENT_BYTES = 64;

  @Param Mathematics function = Mathematics.sin;

  @Param("float64")
  String type = "float64";

  private final Arena arena = Arena.ofShared();
  private final BlockEngine blocks = BlockEngine.create();
  private final BlockEngine steps = WithoutSuperoperators.engine();
  private MemorySegment x;
  private MemorySegment y;
  private MemorySegment result;
  private Program program;
  private Loop loop;
  private LoopRun loopRun;

  /// Draws the operands and makes the program.
  @Setup
  public void prepare() {
    DataType element = DataType.ofLabel(type).orElseThrow();
    SplittableRandom random = new SplittableRandom(42);
    x = drawn(element, random, function.low(), function.high());
    y = drawn(element, random, 0.1, 10);
    ArrayType array = new ArrayType(element, Shape.of(SIZE));
    var expression =
        Analyzer.analyze(
            function.text(), Parser.parse(function.text()), Map.of("x", array, "y", array));
    program = Lowering.evaluate(new Target("result", function.text(), expression, "/expression"));
    result = arena.allocate(array.byteSize(), ALIGNMENT_BYTES);
    loop = program.loops().getFirst();
    loopRun = new LoopRun(program, loop, new Frame(slots()));
  }

  /// The kernel of a native engine, where it takes the program.
  @State(Scope.Benchmark)
  public static class Native {
    private LlvmEngine engine;
    private Kernel kernel;

    /// Compiles it.
    @Setup
    public void compile(MathematicsBenchmark benchmark) {
      LlvmEngine.refusal(benchmark.program)
          .ifPresent(
              reason -> {
                throw new IllegalStateException(reason);
              });
      try {
        engine = InThisProcess.engine();
      } catch (UnavailableException missing) {
        throw new IllegalStateException(missing.reason(), missing);
      }
      kernel = engine.kernel(benchmark.loop);
    }

    @TearDown
    public void close() {
      engine.close();
    }
  }

  /// Warmed until superoperators are in use.
  @Benchmark
  @Warmup(iterations = 5, time = 600, timeUnit = TimeUnit.MILLISECONDS)
  public MemorySegment vectorEngine() {
    return run(blocks.kernel(loop));
  }

  /// Each operation a pass of its own over values in the first-level cache.
  @Benchmark
  @Warmup(iterations = 5, time = 600, timeUnit = TimeUnit.MILLISECONDS)
  public MemorySegment withoutSuperoperators() {
    return run(steps.kernel(loop));
  }

  @Benchmark
  public MemorySegment nativeKernel(Native compiled) {
    return run(compiled.kernel);
  }

  @Benchmark
  public MemorySegment strictMath() {
    return scalar(function.strict);
  }

  @Benchmark
  public MemorySegment math() {
    return scalar(function.usual);
  }

  /// The Vector API's own functions: Intel's SVML on x86.
  @Benchmark
  public MemorySegment svml() {
    Mathematics.OnVectors vectors = function.vectors;
    for (int at = 0; at < SIZE; at += SPECIES.length()) {
      vectors
          .of(vector(x, at), vector(y, at))
          .intoMemorySegment(result, at * 8L, ByteOrder.nativeOrder());
    }
    return result;
  }

  @TearDown
  public void release() {
    blocks.close();
    steps.close();
    arena.close();
  }

  private MemorySegment run(Kernel kernel) {
    for (long morsel = 0; morsel < loop.morsels().count(); morsel++) {
      kernel.run(loopRun, loop.morsels().get(morsel));
    }
    return result;
  }

  private MemorySegment scalar(DoubleBinaryOperator operator) {
    for (int at = 0; at < SIZE; at++) {
      result.setAtIndex(
          ValueLayout.JAVA_DOUBLE,
          at,
          operator.applyAsDouble(
              x.getAtIndex(ValueLayout.JAVA_DOUBLE, at),
              y.getAtIndex(ValueLayout.JAVA_DOUBLE, at)));
    }
    return result;
  }

  private static DoubleVector vector(MemorySegment memory, int at) {
    return DoubleVector.fromMemorySegment(SPECIES, memory, at * 8L, ByteOrder.nativeOrder());
  }

  private MemorySegment drawn(DataType element, SplittableRandom random, double low, double high) {
    MemorySegment memory = arena.allocate((long) SIZE * element.byteWidth(), ALIGNMENT_BYTES);
    for (int at = 0; at < SIZE; at++) {
      double value = random.nextDouble(low, high);
      if (element == DataType.FLOAT64) {
        memory.setAtIndex(ValueLayout.JAVA_DOUBLE, at, value);
      } else {
        memory.setAtIndex(ValueLayout.JAVA_FLOAT, at, (float) value);
      }
    }
    return memory;
  }

  private List<MemorySegment> slots() {
    return program.slots().stream()
        .map(slot -> slot.role() == Slot.Role.INPUT ? (slot.name().equals("x") ? x : y) : result)
        .toList();
  }
}
