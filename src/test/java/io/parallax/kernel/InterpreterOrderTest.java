package io.parallax.kernel;

import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.FilterCases;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.OperationCases;
import io.parallax.kernel.testing.ReductionCases;
import io.parallax.program.Loop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The oracle does not depend on the order of morsels, nor on the threads they run on. Of a single
/// morsel there is nothing to show.
@Execution(ExecutionMode.CONCURRENT)
class InterpreterOrderTest {
  private static final int MORSEL = Loop.MORSEL;

  @Test
  void ofOperations() {
    check(new OperationCases(MORSEL + 5).all());
  }

  @ParameterizedTest
  @ValueSource(ints = {MORSEL + 1, 3 * MORSEL + 5})
  void ofReductionsOfAVector(int length) {
    ReductionCases cases = new ReductionCases(1, length);
    check(Stream.concat(cases.all(), Stream.of(cases.together())));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, MORSEL / 2 + 1, MORSEL + 9})
  void ofReductionsOfRows(int rowLength) {
    ReductionCases cases = new ReductionCases(rowLength == 1 ? MORSEL + 3 : 3, rowLength);
    check(Stream.concat(cases.all(), Stream.of(cases.together())));
  }

  @ParameterizedTest
  @ValueSource(ints = {MORSEL + 1})
  void ofFilters(int length) {
    check(new FilterCases(length).all());
  }

  @Test
  void ofProgramsOfSeveralSteps() {
    ExpressionCases cases = new ExpressionCases(MORSEL + 1, 2);
    check(Stream.concat(cases.reductions(), cases.selections()));
  }

  private static void check(Stream<EngineCase> cases) {
    EngineCase.checkAll(cases, new EngineRunner(new Interpreter(), MorselOrder.CONCURRENT));
  }
}
