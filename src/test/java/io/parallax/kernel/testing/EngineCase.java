package io.parallax.kernel.testing;

import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/// A program and inputs on which runners must agree.
public record EngineCase(String name, Program program, Map<String, TestArray> inputs) {
  /// Checks cases several at a time, one a core; all are made before the first.
  public static void checkAll(Stream<EngineCase> cases, ProgramRunner runner) {
    cases.toList().parallelStream().forEach(each -> each.check(runner));
  }

  /// Fails with the program's text and the first difference unless the runner's outcome is the
  /// oracle's.
  public void check(ProgramRunner runner) {
    Outcome actual;
    try {
      actual = runner.run(program, inputs);
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError(describe("threw " + failure), failure);
    }
    String question = KnownOutcomes.question(program, inputs);
    if (!KnownOutcomes.isRight(question, actual)) {
      Outcome expected = EngineRunner.ORACLE.run(program, inputs);
      KnownOutcomes.add(question, expected);
      if (!actual.equals(expected)) {
        throw new AssertionError(describe(difference(expected, actual)));
      }
    }
  }

  private static String difference(Outcome expected, Outcome actual) {
    if (expected instanceof Outcome.Values right && actual instanceof Outcome.Values wrong) {
      return right.results().keySet().stream()
          .filter(name -> !right.result(name).equals(wrong.result(name)))
          .map(name -> name + ": " + difference(right.result(name), wrong.result(name)))
          .findFirst()
          .orElse("results " + right.results().keySet() + " and " + wrong.results().keySet());
    }
    return "expected " + expected + " but was " + actual;
  }

  private static String difference(TestArray expected, TestArray actual) {
    int index = Arrays.mismatch(expected.bits(), actual.bits());
    boolean comparable =
        expected.arrayType().equals(actual.arrayType()) && index < expected.bits().length;
    return comparable
        ? "element "
            + index
            + " of "
            + expected.arrayType()
            + ": expected "
            + expected.element(index)
            + " but was "
            + actual.element(index)
        : "expected " + expected + " but was " + actual;
  }

  private String describe(String difference) {
    return name + ": " + difference + "\n" + ProgramText.of(program);
  }
}
