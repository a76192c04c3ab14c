package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Comparator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Expected values are `numpy.linspace`'s.
class LinspaceTest {
  private static String refused(Supplier<Linspace> linspace) {
    ComputeException failure = Filled.failure(linspace::get);
    assertThat(failure.code()).isIn(ErrorCode.INVALID_ARGUMENT, ErrorCode.INVALID_INPUT);
    return failure.detail();
  }

  @Test
  void spreadsValuesEvenlyWithBothEnds() {
    assertThat(Filled.doubles(new Linspace(0, 1, 7)))
        .containsExactly(
            0.0,
            0.16666666666666666,
            0.3333333333333333,
            0.5,
            0.6666666666666666,
            0.8333333333333333,
            1.0);
    assertThat(Filled.doubles(new Linspace(-3, 5, 6)))
        .containsExactly(
            -3.0, -1.4, 0.20000000000000018, 1.8000000000000007, 3.4000000000000004, 5.0);
    assertThat(Filled.doubles(new Linspace(1, 0, 4)))
        .containsExactly(1.0, 0.6666666666666667, 0.33333333333333337, 0.0);
    assertThat(Filled.doubles(new Linspace(-1, 1, 11)))
        .containsExactly(
            -1.0,
            -0.8,
            -0.6,
            -0.3999999999999999,
            -0.19999999999999996,
            0.0,
            0.20000000000000018,
            0.40000000000000013,
            0.6000000000000001,
            0.8,
            1.0);
  }

  @Test
  void endsExactlyAtStopHoweverLong() {
    double[] values = Filled.doubles(new Linspace(0.1, 0.7, 100_000));
    assertThat(values[0]).isEqualTo(0.1);
    assertThat(values[99_999]).isEqualTo(0.7);
    assertThat(values).isSorted();
  }

  @Test
  void reachesOverTheWholeRangeOfDoubles() {
    assertThat(Filled.doubles(new Linspace(-1.7e308, 1.7e308, 5)))
        .containsExactly(-1.7e308, -8.5e307, 0, 8.5e307, 1.7e308);
    assertThat(Filled.doubles(new Linspace(Double.MAX_VALUE, -Double.MAX_VALUE, 1001)))
        .isSortedAccordingTo(Comparator.reverseOrder())
        .endsWith(-Double.MAX_VALUE);
  }

  @Test
  void shortOnesStartAtStart() {
    assertThat(Filled.doubles(new Linspace(7, 9, 0))).isEmpty();
    assertThat(Filled.doubles(new Linspace(7, 9, 1))).containsExactly(7);
    assertThat(Filled.doubles(new Linspace(7, 9, 2))).containsExactly(7, 9);
    assertThat(Filled.doubles(new Linspace(2, 2, 3))).containsExactly(2, 2, 2);
  }

  @Test
  void aStepThatUnderflowsIsSpreadTheOtherWay() {
    assertThat(Filled.doubles(new Linspace(0, Double.MIN_VALUE, 3)))
        .containsExactly(0, 0, Double.MIN_VALUE);
    assertThat(Filled.doubles(new Linspace(0, 20 * Double.MIN_VALUE, 52))[26])
        .isEqualTo(10 * Double.MIN_VALUE);
  }

  @Test
  void floatsNarrowToFloat32() {
    assertThat(Filled.doubles(new Linspace(0, 0.3, 4).withType(DataType.FLOAT32)))
        .containsExactly(0, 0.1f, 0.2f, 0.3f);
    assertThat(refused(() -> new Linspace(0, 1e39, 4).withType(DataType.FLOAT32)))
        .contains("outside float32");
  }

  @Test
  void isKnownWithoutBeingAllocated() {
    assertThat(new Linspace(0, 1, 1L << 62).arrayType())
        .isEqualTo(new ArrayType(DataType.FLOAT64, Shape.of(1L << 62)));
  }

  @Test
  void parametersThatDescribeNothingAreRefused() {
    assertThat(refused(() -> new Linspace(0, 1, -1))).isEqualTo("count must be 0 or more, not -1");
    assertThat(refused(() -> new Linspace(0, Double.POSITIVE_INFINITY, 3))).contains("finite");
    assertThat(refused(() -> new Linspace(Double.NaN, 1, 3))).contains("finite");
    assertThat(refused(() -> new Linspace(0, 1, 3).withType(DataType.INT64))).contains("not int64");
  }
}
