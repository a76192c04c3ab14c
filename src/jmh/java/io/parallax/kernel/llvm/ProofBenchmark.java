package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.kernel.llvm.emit.LoopForm;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

/// The time it takes to try a kernel before it is used, in a JVM that compiles as little as a
/// compiler process does.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProofBenchmark {
  @Param({"5", "50", "500"})
  int operations = 5;

  private KernelCompiler compiler;
  private KernelProof proof;
  private LoopForm form;
  private KernelImage image;

  @Setup
  public void open() throws UnavailableException, CompilationException {
    compiler =
        LlvmCompilers.open(
                new LlvmCompilers.Settings(
                    Optional.empty(), Optional.empty(), 1, "benchmark", true))
            .open();
    proof = new KernelProof(compiler.runtime(), true);
    form = LoopForm.of(SumOfProducts.loop(operations, 1));
    image = compiler.compile(form.toBytes()).image();
  }

  @Benchmark
  public void require() throws CompilationException {
    proof.require(form, image);
  }

  @TearDown
  public void close() {
    proof.close();
    compiler.close();
  }
}
