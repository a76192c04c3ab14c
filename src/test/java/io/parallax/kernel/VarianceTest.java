package io.parallax.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.NaiveVariance;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Requests;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Variance and standard deviation against exact ones.
class VarianceTest {
  /// In units in the last place: what the language's documents promise.
  private static final double BOUND = 1;

  private static final int[] LENGTHS = {1, 2, 2, 3, 4, 5, 7, 8, 9, 17, 40};

  /// Kinds of elements of which sums of squares are hard.
  private enum Kind {
    UNIFORM,
    NORMAL,
    FAR_FROM_ZERO,
    LARGE_OFFSET,
    FEW_DECIMALS,
    EVERY_MAGNITUDE,
    ONE_MAGNITUDE,
    NEIGHBOURS,
    ONE_OUTLIER,
    LEAST_FLOATS;

    IntToDoubleFunction elements(SplittableRandom random) {
      double offset = Math.scalb(random.nextGaussian(), random.nextInt(60));
      double scale = Math.scalb(1.0, random.nextInt(80) - 60);
      double magnitude = Math.scalb(1.0, random.nextInt(2046) - 1023);
      return switch (this) {
        case UNIFORM -> _ -> random.nextDouble();
        case NORMAL -> _ -> random.nextGaussian();
        case FAR_FROM_ZERO -> _ -> offset + scale * random.nextGaussian();
        case LARGE_OFFSET -> _ -> 1e9 + 1e-3 * random.nextGaussian();
        case FEW_DECIMALS -> _ -> random.nextInt(4) * 0.1;
        case EVERY_MAGNITUDE -> _ -> finite(Double.longBitsToDouble(random.nextLong()));
        case ONE_MAGNITUDE -> _ -> finite(magnitude * random.nextGaussian());
        case NEIGHBOURS -> _ -> magnitude * (1 + random.nextInt(9) * 0x1p-52);
        case ONE_OUTLIER ->
            at -> at == 0 ? -3 * offset : offset * (1 + random.nextInt(3) * 0x1p-50);
        case LEAST_FLOATS -> _ -> random.nextInt(1_000) * Double.MIN_VALUE;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void isAccurateForEveryKindOfElements(Kind kind) {
    SplittableRandom random = new SplittableRandom(kind.name().hashCode());
    for (int trial = 0; trial < 100; trial++) {
      IntToDoubleFunction elements = kind.elements(random);
      double[] x =
          IntStream.range(0, LENGTHS[trial % LENGTHS.length]).mapToDouble(elements).toArray();
      requireAccurate(TestArray.of(x));
      float[] narrow = new float[x.length];
      for (int at = 0; at < x.length; at++) {
        narrow[at] = (float) Math.clamp(x[at], -Float.MAX_VALUE, Float.MAX_VALUE);
      }
      requireAccurate(TestArray.of(narrow));
    }
  }

  @Test
  void isAccurateForIntegersOfEverySize() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 200; trial++) {
      int shift = random.nextInt(64);
      long offset = random.nextLong() >> random.nextInt(64);
      long[] x =
          LongStream.generate(
                  () ->
                      shift == 0
                          ? random.nextLong()
                          : offset / 2 + (random.nextLong() >> shift) / 2)
              .limit(LENGTHS[trial % LENGTHS.length])
              .toArray();
      requireAccurate(TestArray.of(x));
    }
    requireAccurate(TestArray.of(Long.MIN_VALUE, Long.MAX_VALUE));
    requireAccurate(TestArray.of(Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 0));
    requireAccurate(TestArray.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0));
  }

  @Test
  void knowsWhatIsExact() {
    assertEquals(0.0, value("std(a)", TestArray.of(0.1, 0.1, 0.1)));
    assertEquals(0.0, value("var(a)", TestArray.of(1.7e308, 1.7e308)));
    assertEquals(0.0, value("var(a)", TestArray.of(-1.7e308, -1.7e308, -1.7e308)));
    assertEquals(5e199, value("std(a)", TestArray.of(1e200, 0)));
    assertEquals(1e-200, value("std(a)", TestArray.of(1e-200, 3e-200)), 1e-216);
    assertEquals(
        5.0, value("std(a)", TestArray.of(1_700_000_000_000_000_000L, 1_700_000_000_000_000_010L)));
    assertEquals(0.5, value("std(a)", TestArray.of(true, false)));
    assertEquals(0.0, value("var(a)", TestArray.of(-0.0, 0.0)));
    assertEquals(2.0, value("var(a, ddof=1)", TestArray.of(1.0, 3.0)));
  }

  @Test
  void isNanWhereItHasNoValue() {
    double infinity = Double.POSITIVE_INFINITY;
    for (String text : List.of("var(a)", "std(a)", "var(a, ddof=1)", "std(a, ddof=2)")) {
      assertEquals(Double.NaN, value(text, TestArray.of(1, infinity)), text);
      assertEquals(Double.NaN, value(text, TestArray.of(-infinity, infinity)), text);
      assertEquals(Double.NaN, value(text, TestArray.of(infinity, infinity)), text);
      assertEquals(Double.NaN, value(text, TestArray.of(1, Double.NaN, 2)), text);
      assertEquals(Double.NaN, value(text, TestArray.of(new double[0])), text);
      assertEquals(Double.NaN, value(text, TestArray.of(new long[0])), text);
    }
    assertEquals(Double.NaN, value("var(a, ddof=1)", TestArray.of(1.0)));
    assertEquals(infinity, value("var(a, ddof=2)", TestArray.of(1.0, 2)));
    assertEquals(infinity, value("var(a)", TestArray.of(1e200, -1e200)));
  }

  private static void requireAccurate(TestArray array) {
    List<BigDecimal> elements =
        IntStream.range(0, array.bits().length)
            .mapToObj(array::element)
            .map(VarianceTest::exact)
            .toList();
    for (int ddof = 0; ddof < Math.min(2, elements.size()); ddof++) {
      BigDecimal variance = NaiveVariance.exact(elements, ddof);
      requireNear(variance, array, "var(a, ddof=" + ddof + ")");
      requireNear(variance.sqrt(MathContext.DECIMAL128), array, "std(a, ddof=" + ddof + ")");
    }
  }

  private static void requireNear(BigDecimal exact, TestArray array, String text) {
    Scalar value = result(text, array);
    boolean narrow = value.type() == DataType.FLOAT32;
    double nearest = narrow ? exact.floatValue() : exact.doubleValue();
    if (Double.isInfinite(nearest)) {
      assertEquals(nearest, value.asDouble(), () -> text + " of " + array);
      return;
    }
    double unit = narrow ? Math.ulp((float) nearest) : Math.ulp(nearest);
    double error =
        new BigDecimal(value.asDouble())
            .subtract(exact)
            .abs()
            .divide(new BigDecimal(unit), MathContext.DECIMAL32)
            .doubleValue();
    assertThat(error).as(() -> text + " of " + array).isLessThanOrEqualTo(BOUND);
  }

  private static BigDecimal exact(Scalar value) {
    return value.type().isFloating()
        ? new BigDecimal(value.asDouble())
        : BigDecimal.valueOf(value.bits());
  }

  private static double finite(double value) {
    return Double.isNaN(value) ? 1 : Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  private static double value(String text, TestArray array) {
    return result(text, array).asDouble();
  }

  private static Scalar result(String text, TestArray array) {
    Map<String, TestArray> inputs = Map.of("a", array);
    Outcome outcome =
        EngineRunner.ORACLE.run(
            Requests.over(Map.of("a", array.arrayType())).evaluate(text), inputs);
    return ((Outcome.Values) outcome).result("result").element(0);
  }
}
