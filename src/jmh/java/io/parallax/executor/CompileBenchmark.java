package io.parallax.executor;

import io.parallax.kernel.Kernel;
import io.parallax.kernel.llvm.InThisProcess;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.SumOfProducts;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.program.Loop;
import java.util.concurrent.TimeUnit;
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

  /// A sum of products with other constants each time.
  @Setup(Level.Invocation)
  public void writeProgram() {
    loop = SumOfProducts.loop(operations, number++);
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
