package io.parallax.executor;

import io.parallax.kernel.Kernel;
import io.parallax.kernel.llvm.InThisProcess;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.UnavailableException;
import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.program.Loop;
import io.parallax.program.Lowering;
import io.parallax.program.Target;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The time from a loop to its native kernel, in milliseconds; the median is p0.50. No two loops
/// are the same.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CompileBenchmark {
  @Param({"5", "50", "500"})
  int operations = 5;

  Loop loop;
  private LlvmEngine engine;
  private int number;

  @Setup
  public void open() throws UnavailableException {
    engine = InThisProcess.engine();
  }

  /// A sum of products with other constants each time, of float64 arrays.
  @Setup(Level.Invocation)
  public void writeProgram() {
    number++;
    String products =
        IntStream.range(0, (operations + 1) / 2)
            .mapToObj(at -> (at % 2 == 0 ? "a*" : "b*") + (number + 1.0 / (at + 2)))
            .collect(Collectors.joining(" + "));
    loop = loop(operations % 2 == 0 ? products + " + c" : products);
  }

  private static Loop loop(String text) {
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.of(1_000_000));
    Map<String, ArrayType> inputs = Map.of("a", type, "b", type, "c", type);
    var expression = Analyzer.analyze(text, Parser.parse(text), inputs);
    return Lowering.evaluate(new Target("result", text, expression, "/expression"))
        .loops()
        .getFirst();
  }

  @Benchmark
  public Kernel compile() {
    return engine.kernel(loop);
  }

  @TearDown
  public void close() {
    engine.close();
  }
}
