package io.parallax.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Loop;
import io.parallax.program.Requests;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The order of a reduction's operations is the documented one: seen on products of floats, where
/// every other order gives other bits.
class ReductionShapeTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 7})
  void chunksOfEightLanesAreMergedInPairs(int chunks) {
    SplittableRandom random = new SplittableRandom(chunks);
    double[] values = random.doubles((long) chunks * Loop.MORSEL - 3, 1 - 1e-4, 1 + 1e-4).toArray();
    double[] products = new double[chunks];
    for (int chunk = 0; chunk < chunks; chunk++) {
      int end = Math.min((chunk + 1) * Loop.MORSEL, values.length);
      products[chunk] = chunk(Arrays.copyOfRange(values, chunk * Loop.MORSEL, end));
    }
    double expected = pairs(products);
    Map<String, TestArray> inputs = Map.of("a", TestArray.of(values));
    Outcome outcome =
        EngineRunner.ORACLE.run(
            Requests.over(Map.of("a", TestArray.of(values).arrayType())).evaluate("prod(a)"),
            inputs);
    double actual = ((Outcome.Values) outcome).result("result").element(0).asDouble();
    assertEquals(expected, actual);
    assertNotEquals(Arrays.stream(values).reduce(1, (left, right) -> left * right), actual);
  }

  private static double chunk(double[] values) {
    double[] lane = new double[8];
    Arrays.fill(lane, 1);
    for (int at = 0; at < values.length; at++) {
      lane[at % 8] *= values[at];
    }
    return ((lane[0] * lane[4]) * (lane[2] * lane[6]))
        * ((lane[1] * lane[5]) * (lane[3] * lane[7]));
  }

  private static double pairs(double[] p) {
    return switch (p.length) {
      case 1 -> p[0];
      case 2 -> p[0] * p[1];
      case 3 -> (p[0] * p[1]) * p[2];
      case 5 -> ((p[0] * p[1]) * (p[2] * p[3])) * p[4];
      case 6 -> ((p[0] * p[1]) * (p[2] * p[3])) * (p[4] * p[5]);
      case 7 -> ((p[0] * p[1]) * (p[2] * p[3])) * ((p[4] * p[5]) * p[6]);
      default -> throw new IllegalArgumentException("chunks " + p.length);
    };
  }
}
