package io.parallax.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.lowering.testing.FunctionRequests;
import io.parallax.program.Fault;
import io.parallax.program.Invocation;
import io.parallax.program.ItemFault;
import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Calls of functions in expressions.
class CallsTest {
  private static final String LOOPS =
      """
      def triangle(n):
          s = 0
          while n > 0:
              s += n
              n -= 1
          return s

      def halves(n):
          s = 0
          for i in range(n):
              s += 100 // (n - 5)
          return s, n / 2

      def element(i, a):
          return a[i]

      def first(n):
          a, b = halves(n)
          return a + b
      """;

  private static final Map<String, TestArray> ITEMS =
      Map.of("n", TestArray.of(1L, 4, 5, 6), "a", TestArray.of(1.5, 2.5, 3.5));

  @Test
  void aFunctionWithoutLoopsIsComputedInTheLoopThatUsesIt() {
    FunctionRequests requests =
        FunctionRequests.of(
            """
            def price(x, call):
                if x < 0:
                    return 0.0
                d = sqrt(x)
                if call:
                    d = d * 2
                return d
            """,
            Map.of("x", new ArrayType(DataType.FLOAT64, Shape.of(1000))));

    assertThat(ProgramText.of(requests.evaluate("price(x, x > 1) + 1")))
        .isEqualTo(
            """
            input x: float64(1000,)
            result result: float64(1000,)

            loop [1000]
              %0 = load x
              %1 = float64 1.0
              %2 = greater float64 %0, %1
              %3 = float64 0.0
              %4 = less float64 %0, %3
              %5 = square_root float64 %0
              %6 = float64 2.0
              %7 = multiply float64 %5, %6
              %8 = select float64 %2, %7, %5
              %9 = select float64 %4, %3, %8
              %10 = add float64 %9, %1
              store %10 -> result
            """);
  }

  @Test
  void anInlinedFunctionGivesTheBitsOfAnInvokedOne() {
    Map<String, TestArray> inputs =
        Map.of(
            "s", TestArray.of(IntStream.range(0, 50).mapToDouble(i -> 40 + 3.1 * i).toArray()),
            "k", TestArray.of(100.0),
            "call", TestArray.of(IntStream.range(0, 50).mapToLong(i -> i % 2).toArray()));
    String text =
        """
        import math

        def cdf(x):
            if x < 0:
                return 1 - cdf_positive(-x)
            return cdf_positive(x)

        def cdf_positive(x):
            k = 1 / (1 + 0.2316419 * x)
            w = 0.31938153 * k - 0.356563782 * k * k + 1.781477937 * k ** 3
            return 1 - math.exp(-x * x / 2) / math.sqrt(2 * math.pi) * w

        def price(s, k, call):
            d1 = (math.log(s / k) + 0.06) / 0.3
            d2 = d1 - 0.3
            if call == 1:
                return s * cdf(d1) - k * math.exp(-0.05) * cdf(d2)
            return k * math.exp(-0.05) * cdf(-d2) - s * cdf(-d1)
        """;
    Program inlined = FunctionRequests.over(text, inputs).map();
    Program invoked = FunctionRequests.over(text, inputs).collecting();

    assertThat(inlined.invocations()).isEmpty();
    assertThat(invoked.invocations()).hasSize(1);
    assertThat(result(inlined, inputs)).isEqualTo(result(invoked, inputs));
  }

  @Test
  void whatCannotBeReachedDoesNotFault() {
    Map<String, TestArray> inputs =
        Map.of("a", TestArray.of(7L, 7, 7), "b", TestArray.of(2L, 0, -1));
    String text =
        """
        def divide(a, b):
            if b == 0:
                return -1
            q = a // b
            if q > 0:
                return q
            return a % b
        """;
    assertThat(result(FunctionRequests.over(text, inputs).map(), inputs).bits())
        .containsExactly(3, -1, 0);
    assertThat(
            result(
                    FunctionRequests.over(text, inputs).evaluate("where(b > 1, divide(a, b), 0)"),
                    inputs)
                .bits())
        .containsExactly(3, 0, 0);
  }

  @Test
  void whatIsComputedFaultsWhetherOrNotItsValueIsUsed() {
    Map<String, TestArray> inputs =
        Map.of("a", TestArray.of(7L, 7, 7), "b", TestArray.of(2L, 1, 0));
    String text =
        """
        def check(a, b):
            return a // b

        def keep(a, b):
            if b < 2 and check(a, b) > 100:
                pass
            unused = check(a, b - 1) if b > 1 else 0
            return a
        """;
    Program inlined = FunctionRequests.over(text, inputs).map();

    assertThat(inlined.invocations()).isEmpty();
    assertThat(outcome(inlined, inputs))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.detail()).contains("division by zero at element [2]"));
  }

  @Test
  void itemsThatAreNotUsedNeitherRunNorFault() {
    FunctionRequests requests = FunctionRequests.over(LOOPS, ITEMS);

    assertThat(outcome(requests.evaluate("first(n)"), ITEMS)).isInstanceOf(Outcome.Failure.class);
    assertThat(result(requests.evaluate("where(n != 5, first(n), 0)"), ITEMS).asDoubles())
        .containsExactly(-24.5, -398, 0, 603);
    assertThat(result(requests.filter("n != 5", "first(n)"), ITEMS).asDoubles())
        .containsExactly(-24.5, -398, 603);
    assertThat(result(requests.reduceWhere("n != 5", "sum(first(n))"), ITEMS).asDoubles())
        .containsExactly(180.5);
  }

  @Test
  void anItemRunsOnceIfAnyElementUsesIt() {
    Program program = FunctionRequests.over(LOOPS, ITEMS).evaluate("where(n > 4, triangle(9), 0)");
    Invocation invocation = program.invocations().getFirst();

    assertThat(invocation.itemCount()).isEqualTo(1);
    assertThat(invocation.mask()).hasSize(1);
    assertThat(result(program, ITEMS).bits()).containsExactly(0, 0, 45, 45);
  }

  @Test
  void aCallThatSucceedsEverywhereIsMadeOnce() {
    Program program =
        FunctionRequests.over(LOOPS, ITEMS)
            .let("t", "triangle(n)")
            .evaluate("where(t > 10, t, triangle(n) * 2)");

    assertThat(program.invocations()).hasSize(1);
    assertThat(program.invocations().getFirst().mask()).isEmpty();
    assertThat(result(program, ITEMS).bits()).containsExactly(2, 20, 15, 21);
  }

  @Test
  void callsOfCallsAndReductionsRunOneAfterTheOther() {
    FunctionRequests requests = FunctionRequests.over(LOOPS, ITEMS);

    assertThat(result(requests.evaluate("triangle(triangle(n) // 2)"), ITEMS).bits())
        .containsExactly(0, 15, 28, 55);
    assertThat(result(requests.evaluate("sum(triangle(n)) + triangle(max(n))"), ITEMS).bits())
        .containsExactly(68);
  }

  @Test
  void arraysThatAreExpressionsAreStoredAndInputsAreReadWhereTheyAre() {
    FunctionRequests requests = FunctionRequests.over(LOOPS, ITEMS);
    Program plain = requests.evaluate("element(n % 3, a)");
    Program computed = requests.evaluate("element(n % 3, a * 2)");

    assertThat(result(plain, ITEMS).asDoubles()).containsExactly(2.5, 2.5, 3.5, 1.5);
    assertThat(result(computed, ITEMS).asDoubles()).containsExactly(5, 5, 7, 3);
    assertThat(plain.slots().get(plain.invocations().getFirst().arrays().getFirst()).name())
        .isEqualTo("a");
  }

  @Test
  void narrowArraysAreReadAsTheyAreStored() {
    Map<String, TestArray> inputs =
        Map.of(
            "i", TestArray.of(StorageType.UINT8, Shape.of(2), LongStream.of(0, 1)),
            "a", TestArray.of(StorageType.INT8, Shape.of(2), LongStream.of(-7, 100)));
    FunctionRequests requests = FunctionRequests.over("def f(i, a):\n    return a[i]\n", inputs);

    assertThat(result(requests.map(), inputs).bits()).containsExactly(-7, 100);
    assertThat(result(requests.let("b", "a").evaluate("f(i, b)"), inputs).bits())
        .containsExactly(-7, 100);
  }

  @Test
  void severalValuesAreOneInvocation() {
    Map<String, TestArray> inputs = Map.of("n", TestArray.of(1L, 4));
    String halves = LOOPS.substring(LOOPS.indexOf("def halves"), LOOPS.indexOf("def element"));
    Program program = FunctionRequests.over(halves, inputs).map();

    assertThat(program.invocations()).hasSize(1);
    assertThat(program.results())
        .extracting(Program.Result::name)
        .containsExactly("result0", "result1");
  }

  @Test
  void collectedFailuresSayWhereAndWhy() {
    Map<String, TestArray> inputs = Map.of("n", TestArray.of(1L, 5, 1L << 40));
    String halves = LOOPS.substring(LOOPS.indexOf("def halves"), LOOPS.indexOf("def element"));
    Program program =
        FunctionRequests.over(halves, inputs).with(new Conduct(Overflow.ERROR, 1000)).collecting();
    TestArray failures = ((Outcome.Values) outcome(program, inputs)).result(Lowering.FAILURES);

    List<Fault> faults =
        IntStream.range(1, 3)
            .mapToObj(at -> ItemFault.ofCode(failures.element(at).bits()).orElseThrow().fault())
            .toList();
    assertThat(ItemFault.ofCode(failures.element(0).bits())).isEmpty();
    assertThat(faults).containsExactly(Fault.ZERO_DIVISOR, Fault.ITERATION_LIMIT);
  }

  @Test
  void aSourceGivesTheProgramAgain() {
    FunctionRequests requests = FunctionRequests.over(LOOPS, ITEMS);

    for (Program program :
        List.of(
            requests.evaluate("first(n) + triangle(n)"),
            requests.let("t", "triangle(n)").filter("t > 5", "t - 1"),
            requests.map(),
            requests.collecting())) {
      Program again = Lowering.of(program.source().orElseThrow().canonical());
      assertThat(ProgramText.of(again)).isEqualTo(ProgramText.of(program));
      assertThat(routines(again)).isEqualTo(routines(program));
    }
  }

  @Test
  void equalFunctionsAreEqualRoutinesWhereverTheyAre() {
    Map<String, ArrayType> inputs = Map.of("n", new ArrayType(DataType.INT64, Shape.of(3)));
    String text = LOOPS.substring(0, LOOPS.indexOf("def halves"));

    assertThat(routines(FunctionRequests.of(text, inputs).map()))
        .isEqualTo(
            routines(
                FunctionRequests.of(
                        "def other(x):\n    return x\n\n" + text.replace("s += n", "s = (s+n)"),
                        inputs)
                    .map()));
  }

  @Test
  void callsThatMultiplyAreRefusedBeforeAnythingIsBuilt() {
    StringBuilder text = new StringBuilder("def f0(x):\n    return x + 1.5\n");
    for (int at = 1; at < 16; at++) {
      String before = "f" + (at - 1);
      text.append("def f%d(x):\n    return %s(x) * %s(x + 1)\n".formatted(at, before, before));
    }
    FunctionRequests requests =
        FunctionRequests.of(
            text.toString(), Map.of("x", new ArrayType(DataType.FLOAT64, Shape.of(3))));

    ComputeException inlined = catchThrowableOfType(ComputeException.class, requests::map);
    ComputeException invoked = catchThrowableOfType(ComputeException.class, requests::collecting);

    assertThat(List.of(inlined, invoked))
        .allSatisfy(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
              assertThat(failure.detail()).contains("'f15' has more than 2000 operations");
              assertThat(failure.pointer()).hasValue("/functions");
              assertThat(failure.position()).isPresent();
            });
  }

  @Test
  void functionsOfMathematicsCountWithAllTheirOperations() {
    StringBuilder text = new StringBuilder("def f(x):\n    while x < 1:\n");
    for (int at = 0; at < 60; at++) {
      text.append("        x += sin(x * %d)\n".formatted(at + 2));
    }
    FunctionRequests requests =
        FunctionRequests.of(
            text.append("    return x\n").toString(),
            Map.of("x", new ArrayType(DataType.FLOAT64, Shape.of(3))));

    ComputeException failure = catchThrowableOfType(ComputeException.class, requests::map);

    assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(failure.detail()).contains("more than 8192 primitive operations");
  }

  private static List<?> routines(Program program) {
    return program.invocations().stream().map(Invocation::routine).collect(Collectors.toList());
  }

  private static Outcome outcome(Program program, Map<String, TestArray> inputs) {
    return EngineRunner.ORACLE.run(program, inputs);
  }

  private static TestArray result(Program program, Map<String, TestArray> inputs) {
    Outcome outcome = outcome(program, inputs);
    assertThat(outcome).isInstanceOf(Outcome.Values.class);
    return ((Outcome.Values) outcome).result("result");
  }
}
