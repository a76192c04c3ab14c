package io.parallax.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MathematicsBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void everyWayComputesTheSameFunction(Mathematics function) {
    MathematicsBenchmark benchmark = new MathematicsBenchmark();
    benchmark.function = function;
    benchmark.prepare();
    try {
      double[] ours = doubles(benchmark.vectorEngine());
      double[] strict = doubles(benchmark.strictMath());
      assertClose(strict, ours);
      assertClose(strict, doubles(benchmark.math()));
      assertClose(strict, doubles(benchmark.svml()));
    } finally {
      benchmark.release();
    }
  }

  private static double[] doubles(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_DOUBLE);
  }

  private static void assertClose(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    for (int at = 0; at < expected.length; at++) {
      assertEquals(expected[at], actual[at], 1e-13 * Math.max(1, Math.abs(expected[at])));
    }
  }
}
