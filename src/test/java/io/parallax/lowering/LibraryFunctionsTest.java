package io.parallax.lowering;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.bytecode.BytecodeEngine;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.kernel.testing.RoutineCase;
import io.parallax.kernel.testing.RoutineCut;
import io.parallax.kernel.testing.RoutineOutcome;
import io.parallax.kernel.testing.RoutineRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.lowering.testing.FunctionRequests;
import io.parallax.program.ItemFault;
import io.parallax.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions of Python on integers against numbers of any size: each value that fits int64, and a
/// fault for every other.
class LibraryFunctionsTest {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    6,
    -6,
    7,
    12,
    18,
    20,
    21,
    61,
    62,
    66,
    67,
    97,
    1 << 20,
    3037000499L,
    3037000500L,
    3037000501L,
    3037000499L * 3037000499L - 1,
    3037000499L * 3037000499L,
    1_000_000_007L,
    -1_000_000_007L,
    1L << 53,
    (1L << 53) + 1,
    1L << 62,
    -(1L << 62),
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE + 1,
    Long.MIN_VALUE
  };

  /// A function of Python.
  ///
  /// @param value of numbers of any size; null where Python raises an error
  private record Case(
      String call, int arguments, Function<List<BigInteger>, @Nullable BigInteger> value) {
    @Override
    public String toString() {
      return call;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("math.gcd(a, b)", 2, x -> x.get(0).gcd(x.get(1))),
        new Case("np.gcd(a, b)", 2, x -> x.get(0).gcd(x.get(1))),
        new Case("math.gcd(a, b, c)", 3, x -> x.get(0).gcd(x.get(1)).gcd(x.get(2))),
        new Case("math.lcm(a, b)", 2, x -> leastCommonMultiple(x.get(0), x.get(1))),
        new Case("math.isqrt(a)", 1, x -> x.get(0).signum() < 0 ? null : x.get(0).sqrt()),
        new Case("math.factorial(a)", 1, x -> permutations(x.get(0), x.get(0))),
        new Case("math.perm(a)", 1, x -> permutations(x.get(0), x.get(0))),
        new Case("math.perm(a, b)", 2, x -> permutations(x.get(0), x.get(1))),
        new Case("math.comb(a, b)", 2, x -> combinations(x.get(0), x.get(1))),
        new Case("pow(a, b, c)", 3, LibraryFunctionsTest::power));
  }

  private static BigInteger leastCommonMultiple(BigInteger a, BigInteger b) {
    return a.signum() == 0 || b.signum() == 0 ? ZERO : a.multiply(b).abs().divide(a.gcd(b));
  }

  private static @Nullable BigInteger permutations(BigInteger n, BigInteger k) {
    if (n.signum() < 0 || k.signum() < 0) {
      return null;
    }
    BigInteger product = k.compareTo(n) > 0 ? ZERO : ONE;
    for (BigInteger i = n;
        i.compareTo(n.subtract(k)) > 0 && product.bitLength() < 200 && product.signum() > 0;
        i = i.subtract(ONE)) {
      product = product.multiply(i);
    }
    return product;
  }

  private static @Nullable BigInteger combinations(BigInteger n, BigInteger k) {
    if (n.signum() < 0 || k.signum() < 0) {
      return null;
    }
    BigInteger ways = k.compareTo(n) > 0 ? ZERO : ONE;
    BigInteger last = k.min(n.subtract(k));
    for (BigInteger i = ONE; i.compareTo(last) <= 0 && ways.bitLength() < 200; i = i.add(ONE)) {
      ways = ways.multiply(n.subtract(i).add(ONE)).divide(i);
    }
    return ways;
  }

  private static @Nullable BigInteger power(List<BigInteger> x) {
    BigInteger modulus = x.get(2);
    if (modulus.signum() == 0 || x.get(1).signum() < 0) {
      return null;
    }
    BigInteger power = x.get(0).modPow(x.get(1), modulus.abs());
    return modulus.signum() < 0 && power.signum() > 0 ? power.add(modulus) : power;
  }

  private static List<long[]> arguments(int count) {
    List<long[]> all = new ArrayList<>();
    for (long a : EDGES) {
      for (long b : count > 1 ? EDGES : new long[] {0}) {
        for (long c : count > 2 ? EDGES : new long[] {0}) {
          all.add(new long[] {a, b, c});
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void haveEveryValueThatFitsAndFaultForAnyOther(Case function) {
    String names = "a, b, c".substring(0, 3 * function.arguments() - 2);
    String text =
        "import numpy as np\ndef f(%s):\n    return %s\n".formatted(names, function.call());
    List<long[]> arguments = arguments(function.arguments());
    Map<String, TestArray> inputs = new LinkedHashMap<>();
    for (int at = 0; at < function.arguments(); at++) {
      int place = at;
      inputs.put(
          "abc".substring(at, at + 1),
          TestArray.of(arguments.stream().mapToLong(each -> each[place]).toArray()));
    }
    Program program = FunctionRequests.over(text, inputs).collecting();
    for (RoutineEngine engine : List.of(new RoutineInterpreter(), new BytecodeEngine())) {
      RoutineOutcome outcome =
          new RoutineRunner(engine, RoutineCut.WHOLE)
              .run(new RoutineCase(function.call(), program, inputs));
      for (int item = 0; item < arguments.size(); item++) {
        List<BigInteger> numbers =
            LongStream.of(arguments.get(item)).mapToObj(BigInteger::valueOf).toList();
        assertThat(shown(outcome, item))
            .as("%s of %s", function.call(), numbers)
            .isEqualTo(expected(function, numbers));
      }
    }
  }

  private static String expected(Case function, List<BigInteger> arguments) {
    BigInteger value = function.value().apply(arguments);
    // the absolute value of the least modulus does not fit
    boolean isLeast =
        function.call().startsWith("pow")
            && arguments.get(2).equals(LEAST)
            && arguments.get(1).signum() >= 0;
    return value == null || value.bitLength() >= Long.SIZE || isLeast ? "fault" : value.toString();
  }

  private static String shown(RoutineOutcome outcome, int item) {
    return outcome.result("failures").element(item).bits() == ItemFault.NONE
        ? Long.toString(outcome.result("result").element(item).bits())
        : "fault";
  }
}
