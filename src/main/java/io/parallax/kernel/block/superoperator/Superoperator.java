package io.parallax.kernel.block.superoperator;

import io.parallax.program.Operation;
import io.parallax.program.Table;
import io.parallax.type.DataType;
import java.util.List;
import java.util.stream.Stream;

/// A group of operations that are computed in one pass over a block, with the values between them
/// in registers. T. Proebsting calls such a group a superoperator (Optimizing an ANSI C Interpreter
/// with Superoperators, 1995).
///
/// Values are numbered: first the inputs in the order of their first use, then the operations. All
/// numbers have the same width. Two groups that do the same operations are equal as superoperators,
/// whatever their constants, except the counts of shifts and the tables.
///
/// @param operations without origins. There is no reinterpretation, because an operation takes the
///   bits of an operand as the type it needs. A constant is always the count of a shift.
/// @param outputs the operations whose values are stored, ascending
public record Superoperator(List<Input> inputs, List<Operation> operations, List<Integer> outputs) {
  /// A value that the group reads.
  ///
  /// @param uniform whether the value is the same at every position, and read once
  public record Input(DataType type, boolean uniform) {}

  public Superoperator {
    inputs = List.copyOf(inputs);
    operations = List.copyOf(operations);
    outputs = List.copyOf(outputs);
  }

  /// The tables of the lookups, each table once. All tables are small (see [SmallTable]).
  List<Table> tables() {
    return operations.stream()
        .flatMap(
            operation ->
                operation instanceof Operation.Lookup lookup
                    ? Stream.of(lookup.table())
                    : Stream.empty())
        .distinct()
        .toList();
  }

  /// The type of a value.
  DataType type(int value) {
    return value < inputs.size()
        ? inputs.get(value).type()
        : operations.get(value - inputs.size()).type();
  }
}
