package io.parallax.executor.machinecode;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.parallax.executor.Preparation;
import io.parallax.executor.testing.Job;
import io.parallax.executor.testing.Native;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.program.Program;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeDemandTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Native kernels = Native.open();
  private final LlvmEngine engine = kernels.engine();
  private final NativeDemand demand = new NativeDemand();

  @AfterAll
  void close() {
    kernels.close();
  }

  @Test
  void compilesOnceAsMuchWasSpentElsewhereAsThatTakes() {
    Program program = program("x * 3 + y", 1_000);
    double costNanos = absent(program).compileNanos();
    long compiledBefore = engine.statistics().compilations();

    Duration most = Duration.ofNanos((long) costNanos).minus(MOMENT);
    demand.ranElsewhere(program, most, engine);

    assertThat(absent(program).spentNanos()).isEqualTo((double) most.toNanos());
    assertThat(engine.statistics().compilations()).isEqualTo(compiledBefore);

    demand.ranElsewhere(program, MOMENT.plus(MOMENT), engine);

    awaitReady(program);
    assertThat(engine.statistics().compilations()).isEqualTo(compiledBefore + 1);
  }

  @Test
  void countsEverySizeOfAnExpressionTogether() {
    Program large = program("x * 5 - y", 100_000);
    Program small = program("x * 5 - y", 10);

    demand.ranElsewhere(small, MOMENT, engine);
    demand.ranElsewhere(large, MOMENT, engine);

    assertThat(absent(large).spentNanos()).isEqualTo(2e6);
    assertThat(absent(program("x * 6 - y", 10)).spentNanos()).isZero();

    demand.ranElsewhere(large, Duration.ofSeconds(1), engine);
    awaitReady(small);
  }

  @Test
  void expectsWhatWasMeasuredOfShortAndLongPrograms() {
    assertThat(expectedMillis(products(3))).isCloseTo(4.5, withinPercentage(10));
    assertThat(expectedMillis(products(25) + " + x")).isCloseTo(6.1, withinPercentage(10));
    assertThat(expectedMillis(products(250) + " + x")).isCloseTo(17.4, withinPercentage(10));
  }

  /// As [CompileBenchmark] writes them.
  private static String products(int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> (at % 2 == 0 ? "x*" : "y*") + (1 + 1.0 / (at + 2)))
        .collect(joining(" + "));
  }

  @Test
  void expectsEveryLoopOfAProgramToBeCompiled() {
    assertThat(expectedMillis("sum(x * 1.5) * x")).isGreaterThan(2 * 4.3);
  }

  private double expectedMillis(String text) {
    return absent(program(text, 10)).compileNanos() / 1e6;
  }

  @Test
  void neverCompilesWhatIsRefused() {
    Program program =
        program(
            IntStream.range(0, 60).mapToObj(at -> "sin(x+" + at + ")").collect(joining("+")), 10);
    long kernelsBefore = engine.statistics().kernels();

    demand.ranElsewhere(program, Duration.ofHours(1), engine);

    assertThat(demand.preparation(program, engine)).isInstanceOf(Preparation.Refused.class);
    assertThat(engine.statistics().kernels()).isEqualTo((int) kernelsBefore);
  }

  private Preparation.Absent absent(Program program) {
    Preparation preparation = demand.preparation(program, engine);
    assertThat(preparation).isInstanceOf(Preparation.Absent.class);
    return (Preparation.Absent) preparation;
  }

  private void awaitReady(Program program) {
    Preparation preparation = demand.preparation(program, engine);
    while (preparation instanceof Preparation.Compiling) {
      Thread.onSpinWait();
      preparation = demand.preparation(program, engine);
    }
    assertThat(preparation).isEqualTo(Preparation.READY);
  }

  private static Program program(String text, long count) {
    try (Job job = Job.of(text, count)) {
      return job.program();
    }
  }
}
