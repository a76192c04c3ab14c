package io.parallax.kernel.block.superoperator;

import io.parallax.program.Operation;
import io.parallax.program.Table;
import io.parallax.type.DataType;
import java.util.List;
import java.util.stream.Stream;

/// Operations that are computed in one pass over a block, with what lies between them in registers:
/// a superoperator as T. Proebsting calls it (Optimizing an ANSI C Interpreter with Superoperators,
/// 1995).
///
/// Values are numbered: first the inputs in the order of their first use, then the operations. All
/// numbers have one width. Two groups of operations that do the same, whatever their constants but
/// the counts of shifts and tables, are equal as superoperators.
///
/// @param operations without origins; a reinterpretation is not among them, as operations take the
///   bits of their operands as what they need; a constant is the count of a shift
/// @param outputs the operations whose values are stored, ascending
public record Superoperator(List<Input> inputs, List<Operation> operations, List<Integer> outputs) {
  /// A value that the group reads.
  ///
  /// @param uniform whether it is the same everywhere, and read once
  public record Input(DataType type, boolean uniform) {}

  public Superoperator {
    inputs = List.copyOf(inputs);
    operations = List.copyOf(operations);
    outputs = List.copyOf(outputs);
  }

  /// The tables, each once. All are small (see [SmallTable]).
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
