package io.parallax.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.ExpressionTexts;
import io.parallax.kernel.testing.NaiveEvaluation;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.Analyzer;
import io.parallax.language.Expression;
import io.parallax.language.Parser;
import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lowered programs, run by the interpreter, mean what the expressions' trees say.
@Execution(ExecutionMode.CONCURRENT)
class LanguageMeaningTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 40})
  void programsOfEveryFunctionMeanWhatTheTreeSays(int length) {
    ExpressionCases cases = new ExpressionCases(length, 3);
    check(Stream.concat(cases.elementwise(), cases.reductions()));
  }

  @Test
  void programsOfRandomExpressionsMeanWhatTheTreeSays() {
    check(new ExpressionCases(7, 2).random(3, 1_500, 4));
    check(new ExpressionCases(1, 1).random(4, 500, 4));
    check(new ExpressionCases(30, 3).random(5, 300, 6));
  }

  @Test
  void reductionsUnderWhereSeeOnlyWhatItKeeps() {
    ExpressionCases cases = new ExpressionCases(11, 2);
    for (String where : ExpressionTexts.PREDICATES) {
      TestArray mask = naive(where, cases.inputs());
      long accepted =
          cases.reducing(7, 150).filter(text -> checkReduction(cases, where, text, mask)).count();
      assertTrue(accepted > 20, () -> accepted + " accepted where " + where);
    }
  }

  @Test
  void filtersKeepTheValuesWhereThePredicateHolds() {
    ExpressionCases cases = new ExpressionCases(11, 2);
    for (String predicate : ExpressionTexts.PREDICATES) {
      TestArray mask = naive(predicate, cases.inputs());
      long accepted =
          cases
              .random(8, 100, 3)
              .filter(each -> checkFilter(cases, predicate, each.name(), mask))
              .count();
      assertTrue(accepted > 20, () -> accepted + " accepted for " + predicate);
    }
  }

  private static void check(Stream<EngineCase> cases) {
    cases.forEach(
        each ->
            assertEquals(
                new Outcome.Values(Map.of("result", naive(each.name(), each.inputs()))),
                EngineRunner.ORACLE.run(each.program(), each.inputs()),
                () -> each.name() + "\n" + ProgramText.of(each.program())));
  }

  /// Whether the request is accepted; then it must be answered rightly.
  private static boolean checkReduction(
      ExpressionCases cases, String where, String text, TestArray mask) {
    Optional<Program> program = unlessShapesDiffer(() -> cases.requests().reduceWhere(where, text));
    program.ifPresent(
        lowered -> {
          Outcome actual = EngineRunner.ORACLE.run(lowered, cases.inputs());
          Expression expression = analyzed(text, cases.inputs());
          try {
            TestArray expected = new NaiveEvaluation(cases.inputs(), mask).evaluate(expression);
            assertEquals(new Outcome.Values(Map.of(text, expected)), actual, text + " | " + where);
          } catch (NoSuchElementException empty) {
            assertEquals(
                ErrorCode.EMPTY_REDUCTION,
                actual instanceof Outcome.Failure failure ? failure.code() : null,
                text + " | " + where);
          }
        });
    return program.isPresent();
  }

  private static boolean checkFilter(
      ExpressionCases cases, String predicate, String text, TestArray mask) {
    Optional<Program> program =
        unlessShapesDiffer(() -> cases.requests().filter(predicate, Map.of("x", text)));
    program.ifPresent(
        lowered -> {
          TestArray expected = kept(naive(text, cases.inputs()), mask);
          assertEquals(
              new Outcome.Values(Map.of("x", expected)),
              EngineRunner.ORACLE.run(lowered, cases.inputs()),
              text + " | " + predicate);
        });
    return program.isPresent();
  }

  private static TestArray kept(TestArray values, TestArray mask) {
    Shape shape = mask.arrayType().shape().broadcast(values.arrayType().shape()).orElseThrow();
    long[] kept =
        LongStream.range(0, shape.elementCount())
            .filter(position -> NaiveEvaluation.at(mask, shape, position).asBoolean())
            .map(position -> NaiveEvaluation.at(values, shape, position).bits())
            .toArray();
    return TestArray.of(values.arrayType().type(), Shape.of(kept.length), LongStream.of(kept));
  }

  private static Optional<Program> unlessShapesDiffer(Supplier<Program> lowering) {
    try {
      return Optional.of(lowering.get());
    } catch (ComputeException refused) {
      assertEquals(ErrorCode.SHAPE_MISMATCH, refused.code());
      return Optional.empty();
    }
  }

  private static TestArray naive(String text, Map<String, TestArray> inputs) {
    return new NaiveEvaluation(inputs).evaluate(analyzed(text, inputs));
  }

  private static Expression analyzed(String text, Map<String, TestArray> inputs) {
    Map<String, ArrayType> types = new HashMap<>();
    inputs.forEach((name, array) -> types.put(name, array.arrayType()));
    return Analyzer.analyze(text, Parser.parse(text), types);
  }
}
