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

/// The order of a product's operations is the documented one, up to the bits of the error that is
/// kept.
class ReductionShapeTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 7})
  void chunksOfEightLanesAreMergedInPairs(int chunks) {
    SplittableRandom random = new SplittableRandom(chunks);
    double[] values = random.doubles((long) chunks * Loop.MORSEL - 3, 1 - 1e-4, 1 + 1e-4).toArray();
    Product[] products = new Product[chunks];
    for (int chunk = 0; chunk < chunks; chunk++) {
      int end = Math.min((chunk + 1) * Loop.MORSEL, values.length);
      products[chunk] = chunk(Arrays.copyOfRange(values, chunk * Loop.MORSEL, end));
    }
    Product product = pairs(products);
    double expected = product.value() + product.error();
    Map<String, TestArray> inputs = Map.of("a", TestArray.of(values));
    Outcome outcome =
        EngineRunner.ORACLE.run(
            Requests.over(Map.of("a", TestArray.of(values).arrayType())).evaluate("prod(a)"),
            inputs);
    double actual = ((Outcome.Values) outcome).result("result").element(0).asDouble();
    assertEquals(expected, actual);
    assertNotEquals(Arrays.stream(values).reduce(1, (left, right) -> left * right), actual);
  }

  /// The product of a chunk and what it lost, in lanes.
  private static Product chunk(double[] values) {
    Product[] lane = new Product[8];
    Arrays.fill(lane, new Product(1, 0));
    for (int at = 0; at < values.length; at++) {
      lane[at % 8] = lane[at % 8].times(new Product(values[at], 0));
    }
    return lane[0]
        .times(lane[4])
        .times(lane[2].times(lane[6]))
        .times(lane[1].times(lane[5]).times(lane[3].times(lane[7])));
  }

  private static Product pairs(Product[] p) {
    return switch (p.length) {
      case 1 -> p[0];
      case 2 -> p[0].times(p[1]);
      case 3 -> p[0].times(p[1]).times(p[2]);
      case 5 -> p[0].times(p[1]).times(p[2].times(p[3])).times(p[4]);
      case 6 -> p[0].times(p[1]).times(p[2].times(p[3])).times(p[4].times(p[5]));
      case 7 -> p[0].times(p[1]).times(p[2].times(p[3])).times(p[4].times(p[5]).times(p[6]));
      default -> throw new IllegalArgumentException("chunks " + p.length);
    };
  }

  /// A rounded product and its error. No product here leaves the range of exponents.
  private record Product(double value, double error) {
    Product times(Product other) {
      double both = value * other.value;
      double lost = Math.fma(error, other.value, Math.fma(value, other.value, -both));
      return new Product(both, Math.fma(value, other.error, lost));
    }
  }
}
