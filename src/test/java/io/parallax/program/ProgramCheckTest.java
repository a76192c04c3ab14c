package io.parallax.program;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramCheckTest {
  private static final Operation ONE = new Operation.Constant(Scalar.of(1.0));
  private static final Operation QUOTIENT =
      new Operation.Binary(BinaryOperation.FLOOR_DIVIDE, 0, 0, DataType.INT64, Operation.NO_ORIGIN);
  private static final Operation NUMBER =
      new Operation.Convert(1, DataType.INT64, DataType.FLOAT64);
  private static final Operation TRUE = new Operation.Constant(Scalar.of(true));

  @Test
  void acceptsWhatHolds() {
    assertDoesNotThrow(() -> program(List.of(ONE), new Sink.Store(0, 0)));
  }

  @Test
  void operandsAreComputedBefore() {
    Operation itself = new Operation.Unary(UnaryOperation.NEGATE, 0, DataType.FLOAT64);
    refused(List.of(itself), new Sink.Store(0, 0));
  }

  @Test
  void operandsHaveTheTypesTheOperationTakes() {
    refused(
        List.of(ONE, new Operation.Unary(UnaryOperation.NOT, 0, DataType.FLOAT64)),
        new Sink.Store(0, 0));
    refused(List.of(ONE, TRUE, add(0, 1)), new Sink.Store(2, 0));
  }

  @Test
  void storedValuesFitTheirSlot() {
    refused(List.of(TRUE), new Sink.Store(0, 0));
    refused(List.of(ONE), new Sink.Store(0, 1));
  }

  @Test
  void masksAreBool() {
    refused(List.of(ONE), new Sink.Reduce(Reduction.SUM, 0, 0, 0, 0));
  }

  @Test
  void faultingOperationsHaveAnOrigin() {
    Operation zero = new Operation.Constant(Scalar.of(0L));
    refused(List.of(zero, QUOTIENT, NUMBER), new Sink.Store(2, 0));
  }

  @Test
  void operationsThatCannotFaultNeedNone() {
    Operation seven = new Operation.Constant(Scalar.of(7L));
    assertDoesNotThrow(() -> program(List.of(seven, QUOTIENT, NUMBER), new Sink.Store(2, 0)));
  }

  private static Operation add(int left, int right) {
    return new Operation.Binary(
        BinaryOperation.ADD, left, right, DataType.FLOAT64, Operation.NO_ORIGIN);
  }

  private static void refused(List<Operation> operations, Sink sink) {
    assertThrows(IllegalArgumentException.class, () -> program(operations, sink));
  }

  private static Program program(List<Operation> operations, Sink sink) {
    List<Slot> slots =
        List.of(
            new Slot("scalar", DataType.FLOAT64, Shape.SCALAR, Slot.Role.RESULT, Slot.EXACT),
            new Slot("vector", DataType.FLOAT64, Shape.of(2), Slot.Role.RESULT, Slot.EXACT));
    Loop loop =
        new Loop(
            new Space(Shape.SCALAR, List.of()), List.of(), 0, List.of(), operations, List.of(sink));
    return new Program(slots, List.of(loop), List.of(), List.of());
  }
}
