package io.parallax.kernel;

import io.parallax.array.Elements;
import io.parallax.program.Arithmetic;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntFunction;

/// The values of a loop's operations at single elements, computed again after the loop has run.
///
/// @param slots the memory of each slot
record ElementValues(Loop loop, IntFunction<MemorySegment> slots) {
  /// The bits of an operation's value.
  ///
  /// @param element flat position in the loop's space
  /// @param operation index of the operation
  long at(long element, int operation) {
    List<Operation> operations = loop.operations();
    long[] values = new long[operation + 1];
    for (int at = 0; at <= operation; at++) {
      values[at] =
          switch (operations.get(at)) {
            case Operation.Load load -> load(load, element);
            case Operation.Position _ -> element % loop.inner();
            case Operation other -> Arithmetic.evaluate(other, operand -> values[operand]);
          };
    }
    return values[operation];
  }

  private long load(Operation.Load load, long element) {
    Operand operand = loop.operands().get(load.operand());
    long index = new OperandIndex(loop.extents(), operand).at(element);
    return Elements.read(slots.apply(operand.slot()), load.storage(), index);
  }
}
