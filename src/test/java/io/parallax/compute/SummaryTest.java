package io.parallax.compute;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.compute.Summary.Range;
import io.parallax.format.testing.JsonBodies;
import io.parallax.type.Scalar;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SummaryTest {
  @RegisterExtension private final JsonBodies bodies = new JsonBodies();

  @Test
  void ordersTheZerosBySign() {
    assertThat(numbers("[0.0, -0.0, 0.0]").range())
        .contains(new Range(Scalar.of(-0.0), Scalar.of(0.0), 0.0));
  }

  @Test
  void countsNanAndLeavesItOut() {
    Summary.Numbers numbers = numbers("[\"NaN\", 1.0, \"NaN\", 4.0]");

    assertThat(numbers.count()).isEqualTo(4);
    assertThat(numbers.nanCount()).isEqualTo(2);
    assertThat(numbers.range()).contains(new Range(Scalar.of(1.0), Scalar.of(4.0), 2.5));
  }

  @Test
  void hasNoRangeOfNothingButNan() {
    assertThat(numbers("[\"NaN\"]").range()).isEqualTo(Optional.empty());
  }

  @Test
  void losesNothingInTheMeanOfLargeAndSmall() {
    assertThat(mean("[1e100, 1.0, -1e100, 1.0]")).isEqualTo(0.5);
  }

  @Test
  void hasAFiniteMeanWhereTheSumIsNot() {
    assertThat(mean("[1.5e308, 1.5e308, 1.2e308]")).isEqualTo(1.4e308);
    assertThat(mean("[-1.7976931348623157e308, -1.7976931348623157e308]"))
        .isEqualTo(-Double.MAX_VALUE);
  }

  @Test
  void hasAnInfiniteMeanOfInfinities() {
    assertThat(mean("[\"Infinity\", 1.0]")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(mean("[\"-Infinity\", 1.0]")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(mean("[\"-Infinity\", \"Infinity\"]")).isNaN();
    assertThat(mean("[\"Infinity\", \"Infinity\"]")).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void keepsTheEndsOfInt64() {
    assertThat(numbers("[9223372036854775807, -9223372036854775808]").range())
        .contains(new Range(Scalar.of(Long.MIN_VALUE), Scalar.of(Long.MAX_VALUE), -0.5));
  }

  @Test
  void hasTheTypeOfTheArray() {
    assertThat(numbers("{\"dtype\":\"float32\",\"values\":[0.5, 2]}").range())
        .contains(new Range(Scalar.of(0.5f), Scalar.of(2f), 1.25));
    assertThat(numbers("{\"dtype\":\"int32\",\"values\":[5, 2]}").range())
        .contains(new Range(Scalar.of(2), Scalar.of(5), 3.5));
  }

  @Test
  void itsMeanLiesBetweenLeastAndGreatest() {
    assertThat(mean("[0.1, 0.1, 0.1]")).isEqualTo(0.1);
    assertThat(mean("[9007199254740993, 9007199254740993]")).isEqualTo(9007199254740992.0);
  }

  @Test
  void countsWhatIsTrue() {
    assertThat(bodies.summary(bodies.array("[true, false, true]")))
        .isEqualTo(new Summary.Bools(3, 2));
    assertThat(bodies.summary(bodies.array("[]"))).isEqualTo(new Summary.Empty());
  }

  @Test
  void coversEveryMorsel() {
    String ascending =
        IntStream.rangeClosed(1, 70_000).mapToObj(Integer::toString).collect(joining(", "));
    Summary.Numbers numbers = numbers("[\"NaN\", " + ascending + "]");
    assertThat(numbers.count()).isEqualTo(70_001);
    assertThat(numbers.nanCount()).isEqualTo(1);
    assertThat(numbers.range()).contains(new Range(Scalar.of(1.0), Scalar.of(70_000.0), 35_000.5));
  }

  private double mean(String array) {
    return numbers(array).range().orElseThrow().mean();
  }

  private Summary.Numbers numbers(String array) {
    return (Summary.Numbers) bodies.summary(bodies.array(array));
  }
}
