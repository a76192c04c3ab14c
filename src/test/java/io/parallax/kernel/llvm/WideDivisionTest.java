package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Requests;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Floor divisions of int64 over the whole range, on compiled kernels, against Java's.
class WideDivisionTest {
  private static final long[] DIVISORS = {
    3,
    -3,
    7,
    10,
    8_191,
    8_193,
    -8_193,
    65_537,
    1_000_000_007,
    -1_000_000_007,
    998_244_353,
    (1L << 40) + 1,
    (1L << 50) - 1,
    1 - (1L << 50),
    (1L << 50) + 1,
    (1L << 53) - 1,
    (1L << 61) - 1,
    -(1L << 61) - 1,
    (1L << 62) + 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE + 1,
    Long.MIN_VALUE
  };

  private static final int RANDOM = 20_000;

  @Test
  void quotientsAndRemaindersAreThoseOfJava() {
    check(UnaryOperator.identity());
  }

  @Test
  void aProcessorWithShorterVectorsDividesTheSame() {
    check(Engines::withoutAvx512);
  }

  private static void check(UnaryOperator<Host> target) {
    try (LlvmEngine engine = Engines.open(Engines.SETTINGS, target)) {
      EngineRunner runner = new EngineRunner(engine, MorselOrder.ASCENDING);
      for (long divisor : DIVISORS) {
        long[] dividends = dividends(divisor);
        long[] divisors = LongStream.generate(() -> divisor).limit(dividends.length).toArray();
        check("a // " + text(divisor), dividends, divisors, Math::floorDiv, runner);
        check("a % " + text(divisor), dividends, divisors, Math::floorMod, runner);
        check("a // b", dividends, divisors, Math::floorDiv, runner);
        check("a % b", dividends, divisors, Math::floorMod, runner);
      }
      SplittableRandom random = new SplittableRandom(3);
      long[] left = LongStream.generate(() -> any(random)).limit(RANDOM).toArray();
      long[] right =
          LongStream.generate(() -> any(random)).filter(b -> b != 0).limit(RANDOM).toArray();
      check("a // b", left, right, Math::floorDiv, runner);
      check("a % b", left, right, Math::floorMod, runner);
    }
  }

  private static String text(long divisor) {
    return divisor == Long.MIN_VALUE ? "(-9223372036854775807 - 1)" : "(" + divisor + ")";
  }

  private static void check(
      String expression, long[] left, long[] right, LongBinaryOperator java, EngineRunner runner) {
    TestArray a = TestArray.of(left);
    TestArray b = TestArray.of(right);
    Requests requests = Requests.over(Map.of("a", a.arrayType(), "b", b.arrayType()));
    long[] expected = new long[left.length];
    for (int at = 0; at < expected.length; at++) {
      expected[at] = java.applyAsLong(left[at], right[at]);
    }
    Outcome outcome = runner.run(requests.evaluate(expression), Map.of("a", a, "b", b));
    assertThat(((Outcome.Values) outcome).results().values())
        .as("%s", expression)
        .containsExactly(TestArray.of(expected));
  }

  /// Multiples of the divisor and halves of it, and numbers next to them, near 0 and near both ends
  /// of the range; random numbers of every magnitude.
  private static long[] dividends(long divisor) {
    SplittableRandom random = new SplittableRandom(divisor);
    LongStream edges =
        LongStream.range(0, 2_000)
            .map(
                number -> {
                  long most = Long.MAX_VALUE / divisor;
                  long factor =
                      number % 2 == 0 ? most - number / 2 : random.nextLong() >> random.nextInt(63);
                  return factor * divisor + (number % 3 == 0 ? divisor / 2 : 0);
                })
            .flatMap(near -> LongStream.of(near - 1, near, near + 1, -near, -near - 1));
    LongStream ends = LongStream.of(0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1);
    LongStream others = LongStream.generate(() -> any(random)).limit(5_000);
    return LongStream.concat(edges, LongStream.concat(ends, others)).toArray();
  }

  private static long any(SplittableRandom random) {
    return random.nextLong() >> random.nextInt(64);
  }
}
