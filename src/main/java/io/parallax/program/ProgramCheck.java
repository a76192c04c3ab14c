package io.parallax.program;

import io.parallax.type.DataType;
import java.util.List;

/// The rules of a well-formed [Program], on which engines rely without a check of their own.
///
/// Every index refers to something that exists, an index of an operation to an earlier operation;
/// operand types are those the operation is defined for; the values of a sink fit its slots in type
/// and number.
final class ProgramCheck {
  private final List<Slot> slots;
  private final List<Program.Origin> origins;

  private ProgramCheck(List<Slot> slots, List<Program.Origin> origins) {
    this.slots = slots;
    this.origins = origins;
  }

  /// Checks the whole program.
  ///
  /// @throws IllegalArgumentException that names the first step that breaks a rule, and how
  static void check(
      List<Slot> slots,
      List<Step> steps,
      List<Program.Origin> origins,
      List<Program.Result> results) {
    ProgramCheck check = new ProgramCheck(slots, origins);
    for (Step step : steps) {
      switch (step) {
        case Loop loop -> check.check(loop);
        case OrderStatistic order -> check.check(order);
        case Invocation invocation -> check.check(invocation);
      }
    }
    results.forEach(result -> check.slot(result.slot()));
  }

  private void check(OrderStatistic order) {
    Slot source = slot(order.source());
    DataType target =
        switch (source.type()) {
          case FLOAT32 -> DataType.FLOAT32;
          case FLOAT64, INT64 -> DataType.FLOAT64;
          case BOOL, INT32 -> throw new IllegalArgumentException("selects from " + source);
        };
    require(elements(order.source()) == order.rows() * order.rowLength(), "source of " + order);
    require(slot(order.target()).type() == target, "target of " + order);
    require(elements(order.target()) == order.rows(), "target of " + order);
    require(slot(order.quantile()).type() == DataType.FLOAT64, "quantile of " + order);
    origin(order.origin());
    if (order.mask() != Sink.NO_MASK) {
      require(slot(order.mask()).type() == DataType.BOOL, "mask of " + order);
      require(elements(order.mask()) == elements(order.source()), "mask of " + order);
    }
  }

  private void check(Invocation invocation) {
    Routine routine = invocation.routine();
    require(invocation.parameters().size() == routine.parameters().size(), "parameters");
    require(invocation.arrays().size() == routine.arrays().size(), "arrays");
    require(invocation.results().size() == routine.results().size(), "results");
    require(invocation.origins().size() == routine.origins(), "origins");
    require(invocation.maximumTrips() >= 0, "trips");
    invocation.origins().forEach(this::origin);
    for (int at = 0; at < routine.parameters().size(); at++) {
      Operand operand = invocation.parameters().get(at);
      operand(invocation, operand);
      require(
          slot(operand.slot()).type() == routine.variables().get(routine.parameters().get(at)),
          "type of parameter " + at);
    }
    for (Operand mask : invocation.mask()) {
      operand(invocation, mask);
      require(slot(mask.slot()).type() == DataType.BOOL, "mask of " + routine.name());
    }
    for (int at = 0; at < routine.arrays().size(); at++) {
      Slot slot = slot(invocation.arrays().get(at));
      Routine.Array array = routine.arrays().get(at);
      require(slot.arrayType().storage() == array.storage(), "elements of array " + at);
      require(slot.shape().rank() == array.rank(), "dimensions of array " + at);
      require(slot.countSlot() == Slot.EXACT, "array " + at + " is counted");
    }
    for (int at = 0; at < routine.results().size(); at++) {
      int slot = invocation.results().get(at);
      require(slot(slot).type() == routine.resultType(at), "type of result " + at);
      require(elements(slot) == invocation.itemCount(), "elements of result " + at);
    }
    if (invocation.collectsFailures()) {
      require(slot(invocation.failures()).type() == DataType.INT64, "type of failures");
      require(elements(invocation.failures()) == invocation.itemCount(), "elements of failures");
    }
  }

  private void operand(Invocation invocation, Operand operand) {
    slot(operand.slot());
    require(
        operand.strides().size() == invocation.extents().size(),
        "strides do not match the space " + invocation.extents());
  }

  private void check(Loop loop) {
    loop.operands().forEach(operand -> slot(operand.slot()));
    for (int at = 0; at < loop.operations().size(); at++) {
      Operation operation = loop.operations().get(at);
      int index = at;
      require(
          operation.operands().stream().allMatch(operand -> operand >= 0 && operand < index),
          operation + " reads what is not computed yet");
      check(loop, operation);
    }
    loop.sinks().forEach(sink -> check(loop, sink));
  }

  private void check(Loop loop, Operation operation) {
    if (operation instanceof Operation.Load load) {
      Slot slot = slot(loop.operands().get(load.operand()).slot());
      require(slot.arrayType().storage() == load.storage(), operation + " of " + slot);
    }
    if (operation instanceof Operation.Binary binary
        && Fault.isPossible(binary, loop.operations())) {
      origin(binary.origin());
    }
    List<DataType> given =
        operation.operands().stream().map(at -> loop.operations().get(at).type()).toList();
    require(OperandTypes.accepts(operation, given), operation + " of " + given);
  }

  private void check(Loop loop, Sink sink) {
    switch (sink) {
      case Sink.Store store -> {
        require(slot(store.slot()).type() == type(loop, store.value()), "type of " + store);
        require(elements(store.slot()) == loop.elementCount(), "elements of " + store);
      }
      case Sink.Reduce reduce -> check(loop, reduce);
      case Sink.Compact compact -> {
        require(type(loop, compact.mask()) == DataType.BOOL, "mask of " + compact);
        require(slot(compact.countSlot()).type() == DataType.INT64, "count of " + compact);
        for (Sink.Column column : compact.columns()) {
          Slot slot = slot(column.slot());
          require(slot.type() == type(loop, column.value()), "type of " + column);
          require(slot.countSlot() == compact.countSlot(), "count of " + column);
          require(elements(column.slot()) == loop.elementCount(), "elements of " + column);
        }
      }
    }
  }

  private void check(Loop loop, Sink.Reduce reduce) {
    DataType type = type(loop, reduce.value());
    boolean accepted =
        switch (reduce.reduction()) {
          case SUM, MEAN, MEAN_RESIDUAL, PRODUCT, MINIMUM, MAXIMUM, ARG_MINIMUM, ARG_MAXIMUM ->
              type == DataType.FLOAT64 || type == DataType.INT64;
          case CHECKED_SUM, CHECKED_PRODUCT -> type == DataType.INT64;
          case ANY, ALL -> type == DataType.BOOL;
        };
    require(accepted, reduce + " of " + type);
    require(elements(reduce.slot()) == loop.outer(), "elements of " + reduce);
    require(isResult(reduce.reduction(), slot(reduce.slot()).type()), "type of " + reduce);
    boolean masked = reduce.mask() != Sink.NO_MASK;
    require(!masked || type(loop, reduce.mask()) == DataType.BOOL, "mask of " + reduce);
    origin(reduce.origin());
  }

  /// Whether a reduction can give elements of a type, as far as this does not depend on the type of
  /// its values.
  private static boolean isResult(Reduction reduction, DataType type) {
    return switch (reduction) {
      case MEAN -> type.isFloating();
      case MEAN_RESIDUAL -> type == DataType.FLOAT64;
      case CHECKED_SUM, CHECKED_PRODUCT -> type.isInteger();
      case SUM, PRODUCT, MINIMUM, MAXIMUM, ARG_MINIMUM, ARG_MAXIMUM, ANY, ALL -> true;
    };
  }

  private static DataType type(Loop loop, int operation) {
    return loop.operations().get(operation).type();
  }

  private Slot slot(int index) {
    return slots.get(index);
  }

  private void origin(int index) {
    require(index >= 0 && index < origins.size(), "no origin " + index);
  }

  private long elements(int slot) {
    return slot(slot).shape().elementCount();
  }

  private static void require(boolean condition, String broken) {
    if (!condition) {
      throw new IllegalArgumentException(broken);
    }
  }
}
