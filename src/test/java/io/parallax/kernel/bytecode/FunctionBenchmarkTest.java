package io.parallax.kernel.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FunctionBenchmarkTest {
  @Test
  void collatzCountsStepsDownToOne() {
    long[] steps = results(FunctionOfItems.COLLATZ);

    assertThat(steps).startsWith(0, 1, 7, 2, 5, 8, 16, 3, 19, 6).hasSize(100_000);
    assertThat(LongStream.of(steps).max()).hasValue(350);
  }

  @Test
  void greatestCommonDivisorsDivide() {
    long[] divisors = results(FunctionOfItems.GCD);

    assertThat(
            LongStream.range(0, divisors.length)
                .filter(
                    item ->
                        (item * 10_988_643 + 1_099_511_627_776L) % divisors[(int) item] != 0
                            || (item * 7_919 + 987_654_321_012L) % divisors[(int) item] != 0))
        .isEmpty();
  }

  @Test
  void mandelbrotStaysInTheMiddleAndLeavesAtTheEdge() {
    long[] counts = results(FunctionOfItems.MANDELBROT);

    assertThat(counts[128 * 256 + 200]).isEqualTo(200); // the origin
    assertThat(counts[0]).isEqualTo(1);
  }

  private static long[] results(FunctionOfItems function) {
    FunctionBenchmark benchmark = new FunctionBenchmark();
    benchmark.function = function;
    benchmark.prepare();
    try {
      MemorySegment results = benchmark.bytecode();
      return results.toArray(ValueLayout.JAVA_LONG);
    } finally {
      benchmark.release();
    }
  }
}
