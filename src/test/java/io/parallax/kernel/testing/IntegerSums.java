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
/// @param x the elements of an input
/// @param y the elements of another input of the same length
public record IntegerSums(String expression, List<Long> x, List<Long> y, BigInteger exact) {
  public IntegerSums {
    x = List.copyOf(x);
    y = List.copyOf(y);
  }

  /// Sums, products and sums of products of a length: of ordinary numbers, at the ends of int64,
  /// just beyond them, and such whose parts leave int64 though the whole does not.
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
      all.add(dot(wide, paired));
      all.add(dot(wide, wide));
      all.addAll(cancelling(length, round, random));
    }
    return all;
  }

  /// Sums of products that do not fit one by one, but leave a number close to an end of int64, on
  /// both sides of it; and one whose products leave 128 bits.
  private static List<IntegerSums> cancelling(int length, int round, Random random) {
    List<Long> left = new ArrayList<>();
    List<Long> right = new ArrayList<>();
    for (int at = 3; at + 1 < length; at += 2) {
      long factor = round < 3 ? random.nextLong() : Long.MIN_VALUE;
      long other = round % 2 == 0 ? random.nextLong() : 1L << random.nextInt(63);
      left.addAll(List.of(factor, factor));
      right.addAll(List.of(other, -other));
    }
    long end = round % 2 == 0 ? 1L << 31 : -(1L << 31);
    left.addAll(Collections.nCopies(length - left.size(), 0L));
    right.addAll(Collections.nCopies(length - right.size(), 0L));
    left.set(length - 1, 1L << 32);
    right.set(length - 1, end);
    List<Long> nearer = new ArrayList<>(left);
    if (length > 1) {
      nearer.set(length - 2, -1L);
      right.set(length - 2, 1L);
    }
    List<Long> least = new ArrayList<>(Collections.nCopies(length, Long.MIN_VALUE));
    return List.of(dot(left, right), dot(nearer, right), dot(least, least));
  }

  private static IntegerSums dot(List<Long> x, List<Long> y) {
    BigInteger exact = BigInteger.ZERO;
    for (int at = 0; at < x.size(); at++) {
      exact = exact.add(BigInteger.valueOf(x.get(at)).multiply(BigInteger.valueOf(y.get(at))));
    }
    return new IntegerSums("dot(x, y)", x, y, exact);
  }

  private static IntegerSums sum(List<Long> elements) {
    BigInteger exact =
        elements.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    return new IntegerSums("sum(x)", elements, elements, exact);
  }

  private static IntegerSums product(List<Long> elements) {
    BigInteger exact =
        elements.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    return new IntegerSums("prod(x)", elements, elements, exact);
  }

  /// Whether the exact value results, or the fault where it does not fit; and under `wrap` its
  /// lowest 64 bits.
  public boolean isRight(ProgramRunner runner) {
    Map<String, TestArray> inputs = Map.of("x", array(x), "y", array(y));
    Requests requests =
        Requests.over(Map.of("x", inputs.get("x").arrayType(), "y", inputs.get("y").arrayType()));
    Outcome.Values wrapped = values(exact.longValue());
    Outcome checked = runner.run(requests.checked().evaluate(expression), inputs);
    boolean isChecked =
        exact.bitLength() < Long.SIZE
            ? checked.equals(wrapped)
            : checked instanceof Outcome.Failure failure
                && failure.code() == ErrorCode.ARITHMETIC_FAULT
                && failure.detail().contains("wrap")
                && failure.position().isPresent();
    return isChecked && runner.run(requests.evaluate(expression), inputs).equals(wrapped);
  }

  private static TestArray array(List<Long> elements) {
    return TestArray.of(elements.stream().mapToLong(Long::longValue).toArray());
  }

  private static Outcome.Values values(long value) {
    return new Outcome.Values(Map.of("result", TestArray.of(value).reshaped()));
  }
}
