package io.parallax.kernel.testing;

import io.parallax.error.ErrorCode;
import io.parallax.program.Requests;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A reduction of int64 and its exact value.
///
/// @param elements of the input `x`
public record IntegerSums(String expression, List<Long> elements, BigInteger exact) {
  public IntegerSums {
    elements = List.copyOf(elements);
  }

  /// Sums and products of a length: of ordinary numbers, at the ends of int64, just beyond them,
  /// and such whose parts leave int64 though the whole does not.
  public static List<IntegerSums> of(int length) {
    Random random = new Random(length);
    List<IntegerSums> all = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      List<Long> wide = new ArrayList<>();
      for (int at = 0; at < length; at++) {
        wide.add(round < 3 ? random.nextLong() : random.nextLong(-1_000, 1_000));
      }
      all.add(sum(wide));
      BigInteger rest = sum(wide).exact().mod(BigInteger.TWO.pow(40));
      List<Long> paired = new ArrayList<>();
      for (int at = 0; at < length; at++) {
        paired.add(at == 0 ? rest.longValue() : at % 2 == 1 ? Long.MAX_VALUE : -Long.MAX_VALUE);
      }
      Collections.shuffle(paired, random);
      all.add(sum(paired));
      List<Long> factors = new ArrayList<>(Collections.nCopies(length, 1L));
      long[] chosen = {1L << 32, -(1L << 31), -1, round == 0 ? 0 : 1, round == 1 ? 3 : 1};
      for (int at = 0; at < Math.min(length, chosen.length); at++) {
        factors.set(at, chosen[at]);
      }
      Collections.shuffle(factors, random);
      all.add(product(factors));
    }
    return all;
  }

  private static IntegerSums sum(List<Long> elements) {
    BigInteger exact =
        elements.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    return new IntegerSums("sum(x)", elements, exact);
  }

  private static IntegerSums product(List<Long> elements) {
    BigInteger exact =
        elements.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    return new IntegerSums("prod(x)", elements, exact);
  }

  /// Whether the exact value results, or the fault where it does not fit; and under `wrap` its
  /// lowest 64 bits.
  public boolean isRight(ProgramRunner runner) {
    TestArray x = TestArray.of(elements.stream().mapToLong(Long::longValue).toArray());
    Requests requests = Requests.over(Map.of("x", x.arrayType()));
    Outcome.Values wrapped = values(exact.longValue());
    Outcome checked = runner.run(requests.checked().evaluate(expression), Map.of("x", x));
    boolean isChecked =
        exact.bitLength() < Long.SIZE
            ? checked.equals(wrapped)
            : checked instanceof Outcome.Failure failure
                && failure.code() == ErrorCode.ARITHMETIC_FAULT
                && failure.detail().contains("wrap")
                && failure.position().isPresent();
    return isChecked && runner.run(requests.evaluate(expression), Map.of("x", x)).equals(wrapped);
  }

  private static Outcome.Values values(long value) {
    return new Outcome.Values(Map.of("result", TestArray.of(value).reshaped()));
  }
}
