package io.parallax.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.ExpressionTexts;
import io.parallax.kernel.testing.NaiveEvaluation;
import io.parallax.kernel.testing.NaiveFaults;
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
import java.util.stream.Collectors;
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
  void programsOverflowWhereAValueThatIsUsedDoesNotFit() {
    Map<Boolean, Long> overflowing =
        Stream.of(
                new ExpressionCases(7, 2).checked().random(13, 400, 4),
                ExpressionCases.small(7, 2).checked().random(14, 800, 4),
                Stream.of(
                        "where(i64 > 0, i64_2 * i64, -i64_2)",
                        "where(i64_0 > 0, where(i64 < i64_2, i64 - i64_2, i64_2 - i64), 0)",
                        "(i64 > 3) and (i64 << 60 > 0) or (i32 * i32 > 7)",
                        "where(i64 == -1, 0, where(i32 != 0, i64 // i32, abs(i64)))",
                        "where(i64_0 > i64_0, sum(i64_2) + prod(i64) + ptp(i64), 0)",
                        "where(i64_0 == i64_0, 0, dot(i64, i64) + dot(i64_2, i64 - i64_2, axis=1))",
                        "dot(i64, -i64) + sum(i64_2)")
                    .map(text -> new ExpressionCases(7, 2).checked().evaluate(text)))
            .flatMap(cases -> cases)
            .collect(
                Collectors.partitioningBy(
                    LanguageMeaningTest::checkOverflow, Collectors.counting()));
    assertThat(overflowing.get(true)).isGreaterThan(40);
    assertThat(overflowing.get(false)).isGreaterThan(200);
  }

  /// Whether the expression overflows; then its program faults, and otherwise it has the values of
  /// the tree.
  private static boolean checkOverflow(EngineCase each) {
    Expression expression = analyzed(each.name(), each.inputs());
    boolean overflows = new NaiveFaults(new NaiveEvaluation(each.inputs())).overflows(expression);
    Outcome actual = EngineRunner.ORACLE.run(each.program(), each.inputs());
    if (overflows) {
      assertThat(actual)
          .as(each.name())
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure -> assertThat(failure.detail()).contains("does not fit", "float64", "wrap"));
    } else {
      assertEquals(
          new Outcome.Values(Map.of("result", naive(each.name(), each.inputs()))),
          actual,
          () -> each.name() + "\n" + ProgramText.of(each.program()));
    }
    return overflows;
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
