package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Sink;
import io.parallax.program.Space;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
  @Test
  void arithmeticIsAccepted() {
    assertThat(LlvmEngine.refusal(Loops.REQUESTS.evaluate("(2*a + 3*b)/b"))).isEmpty();
  }

  @Test
  void orderStatisticsAreNotCompiledAndSoNotRefused() {
    assertThat(LlvmEngine.refusal(Loops.REQUESTS.evaluate("median(a)"))).isEmpty();
  }

  @Test
  void theLongestLoopAcceptedCompiles() {
    try (LlvmEngine engine = Engines.open()) {
      assertThat(engine.kernel(chain(Refusal.OPERATIONS))).isNotNull();
    }
  }

  @Test
  void aLongerLoopIsRefused() {
    assertThat(Refusal.of(chain(Refusal.OPERATIONS + 1)))
        .contains("more than 8192 operations in a loop");
  }

  @Test
  void asManyArraysAsAreAcceptedCompile() {
    try (LlvmEngine engine = Engines.open()) {
      assertThat(engine.kernel(wide(Refusal.ARRAYS))).isNotNull();
    }
    assertThat(Refusal.of(wide(Refusal.ARRAYS + 1))).contains("more than 64 arrays in a loop");
  }

  /// Divisions, so that many values are alive and none is optimised away.
  private static Loop chain(int operations) {
    List<Operation> all = new ArrayList<>();
    all.add(new Operation.Load(0, DataType.FLOAT64));
    while (all.size() < operations) {
      int last = all.size() - 1;
      all.add(
          new Operation.Binary(
              BinaryOperation.DIVIDE, last, last / 2, DataType.FLOAT64, Operation.NO_ORIGIN));
    }
    return loop(1, all, List.of(new Sink.Store(operations - 1, 1)));
  }

  private static Loop wide(int operands) {
    List<Operation> all = new ArrayList<>();
    List<Sink> sinks = new ArrayList<>();
    for (int operand = 0; operand < operands; operand++) {
      all.add(new Operation.Load(operand, DataType.FLOAT64));
      sinks.add(new Sink.Store(operand, operands + operand));
    }
    return loop(operands, all, sinks);
  }

  private static Loop loop(int operands, List<Operation> operations, List<Sink> sinks) {
    Space space = new Space(Shape.of(100), List.of(0));
    List<Operand> strided = Collections.nCopies(operands, new Operand(0, List.of(7L)));
    return new Loop(space, List.of(100L), 1, strided, operations, sinks);
  }
}
