package io.parallax.kernel;

import io.parallax.program.Loop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every engine and every executor must pass: the same bits, and the same failures, as the
/// scalar oracle. A test class extends this and says how programs are run.
public abstract class EngineEquality {
  private static final int MORSEL = Loop.MORSEL;

  protected abstract ProgramRunner runner();

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 7, 8, 9, 1023, 1024, 1025, MORSEL - 1, MORSEL, MORSEL + 1, 3 * MORSEL + 5})
  void everyOperationHasTheBitsOfTheOracle(int length) {
    check(new OperationCases(length).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025})
  void operandsMayBeArraysScalarsOrConstants(int length) {
    check(new OperationCases(length).mixed());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 512, 1025, MORSEL, MORSEL + 9})
  void whatIsRarelyNeededHasTheBitsOfTheOracle(int length) {
    check(new RareCases(length).all());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 7, 8, 9, 1023, 1024, 1025, MORSEL - 1, MORSEL, MORSEL + 1, 3 * MORSEL + 5})
  void everyReductionOfAVectorHasTheBitsOfTheOracle(int length) {
    ReductionCases cases = new ReductionCases(1, length);
    check(Stream.concat(cases.all(), Stream.of(cases.together())));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 8, 9, 1000, MORSEL / 2 + 1, MORSEL, MORSEL + 9})
  void everyReductionOfRowsHasTheBitsOfTheOracle(int rowLength) {
    int rows = rowLength > 1000 ? 3 : rowLength == 1 ? MORSEL + 3 : 41;
    ReductionCases cases = new ReductionCases(rows, rowLength);
    check(Stream.concat(cases.all(), Stream.of(cases.together())));
  }

  @Test
  void reductionsOfNoRowsGiveNothing() {
    check(new ReductionCases(0, 5).all());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 7, 8, 9, 1023, 1024, 1025, MORSEL - 1, MORSEL, MORSEL + 1, 3 * MORSEL + 5})
  void filtersKeepTheSameElementsInTheSameOrder(int length) {
    check(new FilterCases(length).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 2_500})
  void functionsOfMathematicsHaveTheBitsOfTheOracle(int length) {
    check(new FunctionCases(length).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025, MORSEL + 1})
  void expressionsHaveTheBitsOfTheOracle(int length) {
    check(new ExpressionCases(length, 3).elementwise());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025, MORSEL + 1})
  void reducingExpressionsHaveTheBitsOfTheOracle(int length) {
    check(new ExpressionCases(length, length > 1025 ? 2 : 5).reductions());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025, MORSEL + 1})
  void selectionsHaveTheBitsOfTheOracle(int length) {
    check(new ExpressionCases(length, 2).selections());
  }

  @Test
  void randomExpressionsHaveTheBitsOfTheOracle() {
    check(new ExpressionCases(9, 3).random(1, 2_000, 4));
    check(new ExpressionCases(1_025, 2).random(2, 200, 4));
  }

  private void check(Stream<EngineCase> cases) {
    ProgramRunner runner = runner();
    cases.forEach(each -> each.check(runner));
  }
}
