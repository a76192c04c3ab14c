package io.parallax.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Products of floats are within their stated bound of the exact products, which are computed in
/// integers of any length.
class ProductCorpusTest {
  private static final int ROWS = 40;

  @AutoClose private final BlockEngine fastest = BlockEngine.create();
  @AutoClose private final BlockEngine scalar = BlockEngine.createScalar();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 16, 17, 63, 64, 65, 129, 511, 513, 1_025})
  void productsAreWithinTheirBound(int length) {
    SplittableRandom random = new SplittableRandom(length);
    for (int row = 0; row < ROWS; row++) {
      double[] factors = new double[length];
      int spread = 1 + row * 25;
      long exponents = 0;
      for (int at = 0; at < length; at++) {
        // The exponent so far is undone, so that the product stays within the range.
        int exponent = (int) -exponents + random.nextInt(-spread, spread + 1);
        int possible = Math.clamp(exponent, -1_060, 1_020);
        factors[at] =
            Math.scalb(random.nextDouble(1, 2) * (random.nextBoolean() ? 1 : -1), possible);
        exponents += Math.getExponent(factors[at]) + (at % 2);
      }
      TestArray x = TestArray.of(factors);
      Program program = Requests.over(Map.of("x", x.arrayType())).evaluate("prod(x)");
      for (Engine engine : List.of(new Interpreter(), fastest, scalar)) {
        Outcome outcome =
            new EngineRunner(engine, MorselOrder.ASCENDING).run(program, Map.of("x", x));
        double product = ((Outcome.Values) outcome).result("result").asDoubles()[0];
        requireWithinBound(product, factors, engine.name());
      }
    }
  }

  /// |product − exact| ≤ |exact| · (2^−53 + n² · 2^−105), or half the least double.
  private static void requireWithinBound(double product, double[] factors, String engine) {
    BigInteger mantissa = BigInteger.ONE;
    long exponent = 0;
    for (double factor : factors) {
      int place = Math.max(Math.getExponent(factor), Double.MIN_EXPONENT) - 52;
      mantissa = mantissa.multiply(new BigDecimal(Math.scalb(factor, -place)).toBigIntegerExact());
      exponent += place;
    }
    if (Double.isInfinite(product) || Math.abs(product) < Double.MIN_NORMAL) {
      long magnitude = mantissa.bitLength() + exponent;
      assertThat(magnitude > 0 ? Double.isInfinite(product) : magnitude <= -1_021)
          .as("%s: %s for 2^%s", engine, product, magnitude)
          .isTrue();
      return;
    }
    int place = Math.getExponent(product) - 52;
    BigInteger found = new BigDecimal(Math.scalb(product, -place)).toBigIntegerExact();
    long shift = exponent - place;
    BigInteger exact = shift >= 0 ? mantissa.shiftLeft((int) shift) : mantissa;
    BigInteger given = shift >= 0 ? found : found.shiftLeft((int) -shift);
    BigInteger error = given.subtract(exact).abs().shiftLeft(105);
    BigInteger squared = BigInteger.valueOf(factors.length).pow(2);
    BigInteger bound = exact.abs().multiply(BigInteger.ONE.shiftLeft(52).add(squared));
    assertThat(error)
        .as("%s: %s of %s", engine, product, factors.length)
        .isLessThanOrEqualTo(bound);
  }
}
