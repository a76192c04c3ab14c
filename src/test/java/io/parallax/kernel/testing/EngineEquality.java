package io.parallax.kernel.testing;

import io.parallax.program.Loop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every engine, and every executor that runs any program, must pass: single operations
/// besides [ExpressionEquality].
public abstract class EngineEquality extends ExpressionEquality {
  private static final int MORSEL = Loop.MORSEL;

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 7, 8, 9, 1023, 1024, 1025, MORSEL - 1, MORSEL, MORSEL + 1, 3 * MORSEL + 5})
  public void everyOperationHasTheBitsOfTheOracle(int length) {
    check(new OperationCases(length).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025})
  public void operandsMayBeArraysScalarsOrConstants(int length) {
    check(new OperationCases(length).mixed());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 512, 1025, MORSEL, MORSEL + 9})
  public void whatIsRarelyNeededHasTheBitsOfTheOracle(int length) {
    check(new RareCases(length).all());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 7, 8, 9, 1023, 1024, 1025, MORSEL - 1, MORSEL, MORSEL + 1, 3 * MORSEL + 5})
  public void everyReductionOfAVectorHasTheBitsOfTheOracle(int length) {
    ReductionCases cases = new ReductionCases(1, length);
    check(Stream.concat(cases.all(), Stream.of(cases.together())));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 8, 9, 1000, MORSEL / 2 + 1, MORSEL, MORSEL + 9})
  public void everyReductionOfRowsHasTheBitsOfTheOracle(int rowLength) {
    int rows = rowLength > 1000 ? 3 : rowLength == 1 ? MORSEL + 3 : 41;
    ReductionCases cases = new ReductionCases(rows, rowLength);
    check(Stream.concat(cases.all(), Stream.of(cases.together())));
  }

  @Test
  public void reductionsOfNoRowsGiveNothing() {
    check(new ReductionCases(0, 5).all());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 7, 8, 9, 1023, 1024, 1025, MORSEL - 1, MORSEL, MORSEL + 1, 3 * MORSEL + 5})
  public void filtersKeepTheSameElementsInTheSameOrder(int length) {
    check(new FilterCases(length).all());
  }

  /// Morsels end within the matrices' rows, and within the vectors that functions are applied to.
  @Test
  public void expressionsOfSeveralMorselsHaveTheBitsOfTheOracle() {
    check(new ExpressionCases(MORSEL / 2 + 5, 3).texts());
    check(new ExpressionCases(MORSEL + 1, 1).functions("f64", "f32"));
    check(new ExpressionCases(MORSEL + 1, 2).reductions());
    check(new ExpressionCases(MORSEL + 1, 2).selections());
  }
}
