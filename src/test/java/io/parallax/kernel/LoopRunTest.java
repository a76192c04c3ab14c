package io.parallax.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parallax.error.ErrorCode;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.lowering.Selection;
import io.parallax.program.Loop;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopRunTest {
  @ParameterizedTest
  @EnumSource
  void namesTheFirstOffendingElementWhateverTheOrderOfMorsels(MorselOrder order) {
    long[] divisors = new long[5 * Loop.MORSEL];
    Arrays.fill(divisors, 1);
    divisors[2 * Loop.MORSEL + 17] = 0;
    divisors[4 * Loop.MORSEL] = 0;
    Outcome.Failure failure = failure("1 + 7 // b", Map.of("b", TestArray.of(divisors)), order);
    assertEquals(ErrorCode.ARITHMETIC_FAULT, failure.code());
    assertEquals("division by zero at element [65553]", failure.detail());
    assertEquals(6, failure.position().orElseThrow().offset());
    assertEquals("/expression", failure.pointer().orElseThrow());
  }

  @Test
  void namesTheElementByItsOwnIndexInAnArrayReadAcross() {
    TestArray matrix = TestArray.of(1L, 2, 3, 4, 0, 6).reshaped(2, 3);
    Outcome.Failure failure =
        failure("sum(6 // m, axis=0)", Map.of("m", matrix), MorselOrder.ASCENDING);
    assertEquals("division by zero at element [1, 1]", failure.detail());
  }

  @Test
  void namesNoElementOfAScalar() {
    Map<String, TestArray> inputs = Map.of("k", TestArray.of(-1L).reshaped());
    assertEquals(
        "a shift by a negative count", failure("2 << k", inputs, MorselOrder.ASCENDING).detail());
    assertEquals(
        "an integer raised to a negative power; declare one of the two float64 for a float",
        failure("k ** k", inputs, MorselOrder.ASCENDING).detail());
  }

  @Test
  void ofTwoFaultsAtOneElementTheFirstOperationCounts() {
    Map<String, TestArray> inputs = Map.of("a", TestArray.of(0L, 0));
    Outcome.Failure failure = failure("5 % a + 5 // a", inputs, MorselOrder.SHUFFLED);
    assertEquals(2, failure.position().orElseThrow().offset());
    assertEquals("division by zero at element [0]", failure.detail());
  }

  @Test
  void maskedReductionOfNothingNamesItsPlace() {
    Map<String, TestArray> inputs = Map.of("a", TestArray.of(1.0, 2));
    Outcome outcome =
        EngineRunner.ORACLE.run(
            requests(inputs).reduceWhere("a > 2", "sum(a)", "1 + max(a)"), inputs);
    Outcome.Failure failure = assertInstanceOf(Outcome.Failure.class, outcome);
    assertEquals(ErrorCode.EMPTY_REDUCTION, failure.code());
    assertEquals(4, failure.position().orElseThrow().offset());
    assertEquals("/reductions/1 + max(a)", failure.pointer().orElseThrow());
  }

  @Test
  void nothingFaultsWhereAFilterOrWhereRejects() {
    Map<String, TestArray> inputs =
        Map.of("a", TestArray.of(7L, 8, 9), "d", TestArray.of(2L, 0, -1));
    Requests requests = requests(inputs);
    Outcome filtered =
        EngineRunner.ORACLE.run(
            requests.filter("d != 0", Map.of("x", "a // d", "y", "fmod(a, d)")), inputs);
    assertEquals(TestArray.of(3L, -9), ((Outcome.Values) filtered).result("x"));
    assertEquals(TestArray.of(1L, 0), ((Outcome.Values) filtered).result("y"));
    Outcome reduced =
        EngineRunner.ORACLE.run(
            requests.reduceWhere("d > 0", "sum(a % d)", "max(a << d)", "sum(a ** d)"), inputs);
    assertEquals(
        new Outcome.Values(
            Map.of(
                "sum(a % d)", TestArray.of(1L).reshaped(),
                "max(a << d)", TestArray.of(28L).reshaped(),
                "sum(a ** d)", TestArray.of(49L).reshaped())),
        reduced);
  }

  @Test
  void thePredicateItselfMayFault() {
    Map<String, TestArray> inputs = Map.of("a", TestArray.of(7L, 8), "d", TestArray.of(1L, 0));
    Outcome outcome =
        EngineRunner.ORACLE.run(
            requests(inputs).filter("a // d > 100", Map.of("x", "a // d")), inputs);
    assertEquals(
        "/predicate", assertInstanceOf(Outcome.Failure.class, outcome).pointer().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void compactionClosesTheGapsOfEveryMorsel(MorselOrder order) {
    int length = 3 * Loop.MORSEL + 100;
    double[] values = new double[length];
    Arrays.setAll(values, index -> index);
    Map<String, TestArray> inputs = Map.of("a", TestArray.of(values));
    Outcome outcome =
        new EngineRunner(new Interpreter(), order)
            .run(
                requests(inputs).filter("(a % 3 == 1) | (a > 98300)", Map.of("x", "a * 2")),
                inputs);
    double[] expected =
        Arrays.stream(values)
            .filter(value -> value % 3 == 1 || value > 98_300)
            .map(value -> value * 2)
            .toArray();
    assertEquals(
        TestArray.of(expected), assertInstanceOf(Outcome.Values.class, outcome).result("x"));
  }

  @Test
  void filterOfNothingKeepsNothing() {
    Map<String, TestArray> inputs = Map.of("a", TestArray.of(new double[0]));
    Outcome outcome =
        EngineRunner.ORACLE.run(requests(inputs).filter("a > 0", new Selection.Indices()), inputs);
    assertEquals(
        TestArray.of(new long[0]),
        assertInstanceOf(Outcome.Values.class, outcome).result("indices"));
  }

  private static Outcome.Failure failure(
      String text, Map<String, TestArray> inputs, MorselOrder order) {
    Outcome outcome =
        new EngineRunner(new Interpreter(), order).run(requests(inputs).evaluate(text), inputs);
    return assertInstanceOf(Outcome.Failure.class, outcome);
  }

  private static Requests requests(Map<String, TestArray> inputs) {
    Map<String, ArrayType> types = new HashMap<>();
    inputs.forEach((name, array) -> types.put(name, array.arrayType()));
    return Requests.over(types);
  }
}
