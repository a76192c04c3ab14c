package io.parallax.kernel.testing;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every executor must pass: programs lowered from texts, and random ones, have the same bits,
/// and the same failures, as on the scalar oracle. A test class extends this and says how programs
/// are run.
@Execution(ExecutionMode.CONCURRENT)
public abstract class ExpressionEquality {
  protected abstract ProgramRunner runner();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025})
  public void expressionsHaveTheBitsOfTheOracle(int length) {
    check(new ExpressionCases(length, 3).elementwise());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025})
  public void reducingExpressionsHaveTheBitsOfTheOracle(int length) {
    check(new ExpressionCases(length, length > 1025 ? 2 : 5).reductions());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025})
  public void selectionsHaveTheBitsOfTheOracle(int length) {
    check(new ExpressionCases(length, 2).selections());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 1025})
  public void inputsOfNarrowTypesHaveTheBitsOfTheOracle(int length) {
    check(new NarrowCases(length).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 2_500})
  public void functionsOfMathematicsHaveTheBitsOfTheOracle(int length) {
    check(new FunctionCases(length).all());
  }

  @Test
  public void randomExpressionsHaveTheBitsOfTheOracle() {
    check(new ExpressionCases(9, 3).random(1, 250, 3));
    check(new ExpressionCases(1_025, 2).random(2, 50, 4));
  }

  @Test
  public void expressionsThatMayOverflowHaveTheBitsOfTheOracle() {
    check(new ExpressionCases(9, 3).checked().random(11, 150, 3));
    check(ExpressionCases.small(1_025, 2).checked().random(12, 100, 4));
    check(ExpressionCases.small(1_025, 2).checked().texts());
    check(new ExpressionCases(1_025, 2).checked().selections());
  }

  /// How many random programs are run.
  protected int randomPrograms() {
    return 500;
  }

  @Test
  public void randomProgramsHaveTheBitsOfTheOracle() {
    LongStream.range(0, randomPrograms())
        .parallel()
        .forEach(number -> RandomPrograms.check(number, runner()));
  }

  protected final void check(Stream<EngineCase> cases) {
    EngineCase.checkAll(cases, runner());
  }
}
