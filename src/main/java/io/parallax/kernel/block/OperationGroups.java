package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.BufferPlan;
import io.parallax.kernel.block.loop.Polynomials;
import io.parallax.kernel.block.loop.SmallTable;
import io.parallax.kernel.block.superoperator.Superoperator;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds consecutive operations of a loop that could be computed as one [Superoperator].
final class OperationGroups {
  private static final int NOTHING = -1;

  private final List<Operation> operations;
  private final BufferPlan buffers;
  private final List<List<Integer>> users = new ArrayList<>();

  /// @param members indexes of the group's operations, ascending
  /// @param inputs the values of other operations that the group reads, in the superoperator's
  ///   order
  /// @param outputs the members whose values other operations or sinks need, ascending
  record Group(
      List<Integer> members,
      Superoperator superoperator,
      List<Integer> inputs,
      List<Integer> outputs) {
    Group {
      members = List.copyOf(members);
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }

    /// Index after the last operation.
    int end() {
      return members.getLast() + 1;
    }

    /// The values that [SuperoperatorLoop#run] takes: the inputs, then the outputs.
    List<Integer> values() {
      List<Integer> values = new ArrayList<>(inputs);
      values.addAll(outputs);
      return values;
    }
  }

  OperationGroups(Loop loop, BufferPlan buffers) {
    this.operations = loop.operations();
    this.buffers = buffers;
    for (int index = 0; index < operations.size(); index++) {
      users.add(new ArrayList<>());
      if (buffers.source(index) == index) {
        for (int operand : operations.get(index).operands()) {
          users.get(buffers.source(operand)).add(index);
        }
      }
    }
    loop.sinks()
        .forEach(
            sink ->
                sink.values()
                    .forEach(value -> users.get(buffers.source(value)).add(operations.size())));
  }

  /// The longest group that starts at operation `start`; it may have a single operation. Empty
  /// where no group starts there.
  ///
  /// @param end index after the last operation that may belong to the group
  /// @param most the most operations of the group
  Optional<Group> from(int start, int end, int most) {
    List<Integer> members = members(start, end, most);
    for (int length = members.size(); length > 0; length--) {
      Optional<Group> group = group(members.subList(0, length));
      if (group.isPresent()) {
        return group;
      }
    }
    return Optional.empty();
  }

  /// The operations from `start` on whose kinds allow them in one group; none where operation
  /// `start` itself cannot be in a group.
  ///
  /// @param end index after the last operation that may be among them
  /// @param most the most operations to return
  List<Integer> members(int start, int end, int most) {
    List<Integer> members = new ArrayList<>();
    if (isSilent(start)) {
      return members;
    }
    int width = 0;
    for (int index = start; index < end && members.size() < most; index++) {
      if (!isSilent(index)) {
        int own = width(operations.get(index));
        if (own == 0 || (width != 0 && own != width)) {
          break;
        }
        width = own;
        members.add(index);
      }
    }
    return members;
  }

  /// The operations without their operands and origins: equal lists do the same.
  List<Operation> kinds(List<Integer> members) {
    return members.stream()
        .map(operations::get)
        .map(operation -> withoutOrigin(operation.onOperands(_ -> 0)))
        .toList();
  }

  /// Whether the operation has no step, because it only renames a value or is the same at every
  /// position.
  private boolean isSilent(int index) {
    return buffers.source(index) != index || buffers.isUniform(index);
  }

  /// The width in bytes of the numbers an operation works on; 0 where the operation cannot be in a
  /// group.
  private int width(Operation operation) {
    boolean fits =
        switch (operation) {
          case Operation.Unary unary ->
              switch (unary.operation()) {
                case NEGATE, ABSOLUTE, SQUARE_ROOT -> true;
                case NOT -> unary.type() != DataType.BOOL;
                case FLOOR, CEIL, ROUND_EVEN, TRUNCATE -> false;
              };
          case Operation.Binary binary -> fits(binary);
          case Operation.Compare compare -> compare.operandType() != DataType.BOOL;
          case Operation.Select select ->
              switch (select.likelihood()) {
                case UNKNOWN -> select.type() != DataType.BOOL;
                case RARE -> false;
              };
          case Operation.FusedMultiplyAdd _ -> true;
          case Operation.Lookup lookup -> SmallTable.isSmall(lookup.table());
          case Operation.Load _,
              Operation.Constant _,
              Operation.Position _,
              Operation.Convert _,
              Operation.Reinterpret _ ->
              false;
        };
    if (!fits) {
      return 0;
    }
    return operation instanceof Operation.Compare compare
        ? compare.operandType().byteWidth()
        : operation.type().byteWidth();
  }

  private boolean fits(Operation.Binary binary) {
    return switch (binary.operation()) {
      case ADD, SUBTRACT, MULTIPLY, MINIMUM, MAXIMUM, AND, OR, XOR ->
          binary.type() != DataType.BOOL;
      case DIVIDE -> binary.type().isFloating();
      case SHIFT_LEFT, SHIFT_RIGHT -> isCount(binary.right(), binary.type());
      case MULTIPLY_EXCESS, REMAINDER, FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER -> false;
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          false;
    };
  }

  private boolean isCount(int operand, DataType type) {
    return operations.get(buffers.source(operand)) instanceof Operation.Constant constant
        && constant.value().bits() >= 0
        && constant.value().bits() < (long) type.byteWidth() * Byte.SIZE;
  }

  /// The group of exactly these operations; empty where they cannot be a group.
  ///
  /// @param members ascending, as [#members] finds them
  Optional<Group> group(List<Integer> members) {
    Set<Integer> inside = new HashSet<>(members);
    List<Integer> inputs =
        members.stream()
            .flatMap(member -> read(member).stream())
            .filter(value -> !inside.contains(value))
            .distinct()
            .toList();
    List<Integer> outputs =
        members.stream().filter(member -> !inside.containsAll(users.get(member))).toList();
    if (!isPossible(inputs, outputs)) {
      return Optional.empty();
    }
    int[] numbers = new int[operations.size()];
    for (int input = 0; input < inputs.size(); input++) {
      numbers[inputs.get(input)] = input;
    }
    List<Operation> numbered = new ArrayList<>();
    for (int member : members) {
      Operation operation = operations.get(member);
      int count = NOTHING;
      if (isShift(operation)) {
        count = buffers.source(operation.operands().getLast());
        numbered.add(operations.get(count));
      }
      int next = inputs.size() + numbered.size();
      int constant = count;
      numbered.add(
          withoutOrigin(
              operation.onOperands(
                  operand -> {
                    int value = buffers.source(operand);
                    return value == constant ? next - 1 : numbers[value];
                  })));
      numbers[member] = next;
    }
    Superoperator superoperator =
        new Superoperator(
            inputs.stream()
                .map(it -> new Superoperator.Input(type(it), buffers.isUniform(it)))
                .toList(),
            numbered,
            outputs.stream().map(it -> numbers[it] - inputs.size()).toList());
    return Optional.of(new Group(members, superoperator, inputs, outputs));
  }

  /// The values an operation reads, without the count of a shift.
  private List<Integer> read(int member) {
    Operation operation = operations.get(member);
    List<Integer> operands = operation.operands();
    return (isShift(operation) ? operands.subList(0, 1) : operands)
        .stream().map(buffers::source).toList();
  }

  /// Whether every input and output has a buffer, and no output overwrites a buffer from which an
  /// input of another element width is still to be read.
  private boolean isPossible(List<Integer> inputs, List<Integer> outputs) {
    Polynomials polynomials = buffers.polynomials();
    return outputs.stream().noneMatch(polynomials::isAbsorbed)
        && inputs.stream().noneMatch(polynomials::isAbsorbed)
        && inputs.stream()
            .allMatch(
                input ->
                    buffers.isUniform(input)
                        ? type(input) != DataType.BOOL
                        : outputs.stream().allMatch(output -> areApart(input, output)));
  }

  private boolean areApart(int input, int output) {
    return buffers.buffer(input) != buffers.buffer(output)
        || type(input).byteWidth() == type(output).byteWidth();
  }

  private DataType type(int value) {
    return operations.get(value).type();
  }

  private static boolean isShift(Operation operation) {
    return operation instanceof Operation.Binary binary
        && (binary.operation() == BinaryOperation.SHIFT_LEFT
            || binary.operation() == BinaryOperation.SHIFT_RIGHT);
  }

  private static Operation withoutOrigin(Operation operation) {
    return operation instanceof Operation.Binary binary
        ? new Operation.Binary(
            binary.operation(), binary.left(), binary.right(), binary.type(), Operation.NO_ORIGIN)
        : operation;
  }
}
