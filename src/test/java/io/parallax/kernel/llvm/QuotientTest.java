package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.HardDividends;
import io.parallax.kernel.llvm.emit.Reciprocal;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.Samples;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Requests;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Divisions by constants, on compiled kernels, against Java's.
@Execution(ExecutionMode.CONCURRENT)
class QuotientTest {
  private static final double[] DOUBLES = {
    3,
    10,
    3.5,
    7,
    0.1,
    -0.1,
    1.1,
    Math.PI,
    Math.E,
    1e300,
    -1e300,
    1e-300,
    1e-290,
    1e290,
    1e308,
    2.3e-308,
    1e-310,
    0x1.fffffffffffffp0,
    0x1.0000000000001p0,
    0x1.ffffffffffffep10,
    0x1p-1000,
    0x1.8p-960,
    0x1.3p960,
    2.5066282746310002,
    -2.5066282746310002
  };
  private static final float[] FLOATS = {
    3,
    10,
    3.5f,
    7,
    0.1f,
    -0.1f,
    1.1f,
    2.5066283f,
    1e30f,
    -1e30f,
    1e-30f,
    1e38f,
    1.2e-38f,
    1e-40f,
    0x1.fffffep0f,
    0x1.000002p0f,
    0x1p-100f,
    0x1.8p-80f,
    0x1.3p90f
  };
  private static final int RANDOM = 3_000;
  private static final int RANDOM_DIVISORS = 30;

  @Test
  void quotientsAreThoseOfJava() {
    checkAll(UnaryOperator.identity());
  }

  @Test
  void aProcessorWithShorterVectorsDividesTheSame() {
    checkAll(Engines::withoutAvx512);
  }

  private static void checkAll(UnaryOperator<Host> target) {
    SplittableRandom random = new SplittableRandom(7);
    try (LlvmEngine engine = Engines.open(Engines.SETTINGS, target)) {
      EngineRunner runner = new EngineRunner(engine, MorselOrder.ASCENDING);
      DoubleStream.concat(
              DoubleStream.of(DOUBLES),
              DoubleStream.generate(() -> anyDouble(random)).limit(RANDOM_DIVISORS))
          .forEach(divisor -> checkDoubles(divisor, runner));
      for (float divisor : FLOATS) {
        checkFloats(divisor, runner);
      }
      for (int count = 0; count < RANDOM_DIVISORS; count++) {
        checkFloats(anyFloat(random), runner);
      }
    }
  }

  private static double anyDouble(SplittableRandom random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) && value != 0 ? value : 1.5;
  }

  private static float anyFloat(SplittableRandom random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) && value != 0 ? value : 1.5f;
  }

  private static void checkDoubles(double divisor, EngineRunner runner) {
    double[] dividends = dividends(DataType.FLOAT64, divisor);
    double[] quotients = DoubleStream.of(dividends).map(x -> x / divisor).toArray();
    check(TestArray.of(dividends), divisor, TestArray.of(quotients), runner);
  }

  private static void checkFloats(float divisor, EngineRunner runner) {
    double[] dividends = dividends(DataType.FLOAT32, divisor);
    float[] floats = new float[dividends.length];
    float[] quotients = new float[dividends.length];
    for (int at = 0; at < floats.length; at++) {
      floats[at] = (float) dividends[at];
      quotients[at] = floats[at] / divisor;
    }
    check(TestArray.of(floats), divisor, TestArray.of(quotients), runner);
  }

  private static void check(
      TestArray dividends, double divisor, TestArray quotients, EngineRunner runner) {
    Requests requests = Requests.over(Map.of("a", dividends.arrayType()));
    Outcome outcome = runner.run(requests.evaluate("a / " + divisor), Map.of("a", dividends));
    assertThat(((Outcome.Values) outcome).results().values())
        .as("by %s", divisor)
        .containsExactly(quotients);
  }

  /// Random ones and special values; the hard ones at every scale; those around the smallest and
  /// the largest quotients.
  private static double[] dividends(DataType type, double divisor) {
    int precision = Reciprocal.precision(type);
    int least = type == DataType.FLOAT64 ? -1_074 : -149;
    int most = type == DataType.FLOAT64 ? 1_023 : 127;
    double magnitude = Math.abs(divisor);
    long significand = (long) Math.scalb(magnitude, precision - 1 - Math.getExponent(magnitude));
    double[] hard =
        HardDividends.of(Math.max(significand, 1), precision, 256).asDoubleStream().toArray();
    DoubleStream scaled =
        DoubleStream.iterate(least, scale -> scale <= most, scale -> scale + (most - least) / 97.0)
            .flatMap(
                scale ->
                    DoubleStream.of(hard).map(x -> Math.scalb(x, (int) scale - precision + 1)));
    int exponent = Math.getExponent(magnitude);
    SplittableRandom random = new SplittableRandom(8);
    DoubleStream edges =
        DoubleStream.of(least, least + precision, most, exponent + least, exponent + most)
            .flatMap(
                scale ->
                    DoubleStream.generate(
                            () ->
                                Math.scalb(
                                    random.nextDouble(-2, 2), (int) scale + random.nextInt(-4, 5)))
                        .limit(64));
    DoubleStream ordinary =
        DoubleStream.generate(() -> random.nextDouble(-1_000, 1_000)).limit(RANDOM);
    DoubleStream special = DoubleStream.of(Samples.of(type, Shape.of(RANDOM), 9).asDoubles());
    return Stream.of(ordinary, scaled, edges, special).flatMapToDouble(x -> x).toArray();
  }
}
