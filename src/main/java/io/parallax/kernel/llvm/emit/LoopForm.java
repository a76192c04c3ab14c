package io.parallax.kernel.llvm.emit;

import io.parallax.program.Fault;
import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The facts of a loop that its code depends on, and nothing else. Loops of one form share a
/// kernel, whatever their sizes, slots and places in a text.
///
/// @param accesses how each operand is read
/// @param operations the operations, with [Operation#NO_ORIGIN] for every origin
/// @param sinks the sinks, with 0 for every slot and origin
public record LoopForm(List<Access> accesses, List<Operation> operations, List<Sink> sinks)
    implements Form {
  public LoopForm {
    accesses = List.copyOf(accesses);
    operations = List.copyOf(operations);
    sinks = List.copyOf(sinks);
  }

  public static LoopForm of(Loop loop) {
    return new LoopForm(
        loop.operands().stream().map(operand -> Access.of(loop, operand)).toList(),
        loop.operations().stream().map(LoopForm::plain).toList(),
        loop.sinks().stream().map(LoopForm::plain).toList());
  }

  private static Operation plain(Operation operation) {
    return operation instanceof Operation.Binary(var kind, int left, int right, var type, int _)
        ? new Operation.Binary(kind, left, right, type, Operation.NO_ORIGIN)
        : operation;
  }

  private static Sink plain(Sink sink) {
    return switch (sink) {
      case Sink.Store(int value, int _) -> new Sink.Store(value, 0);
      case Sink.Reduce(var reduction, int value, int mask, int _, int _) ->
          new Sink.Reduce(reduction, value, mask, 0, 0);
      case Sink.Compact(int mask, var columns, int _) ->
          new Sink.Compact(
              mask, columns.stream().map(column -> new Sink.Column(column.value(), 0)).toList(), 0);
    };
  }

  @Override
  public int operationCount() {
    return operations.size();
  }

  /// The form as bytes, for [#of(byte\[\])].
  @Override
  public byte[] toBytes() {
    return FormBytes.write(this);
  }

  /// Reads the bytes that [#toBytes] writes.
  ///
  /// @throws IllegalArgumentException when the bytes are no form
  public static LoopForm of(byte[] bytes) {
    return FormBytes.read(bytes);
  }

  public DataType type(int operation) {
    return operations.get(operation).type();
  }

  /// How the elements of an operand are stored. Empty operands, which nothing loads, count as bool.
  public StorageType operandStorage(int operand) {
    return operations.stream()
        .filter(Operation.Load.class::isInstance)
        .map(Operation.Load.class::cast)
        .filter(load -> load.operand() == operand)
        .map(Operation.Load::storage)
        .findFirst()
        .orElse(StorageType.BOOL);
  }

  public List<Sink.Store> stores() {
    return sinks.stream().filter(Sink.Store.class::isInstance).map(Sink.Store.class::cast).toList();
  }

  List<Sink.Reduce> reduces() {
    return sinks.stream()
        .filter(Sink.Reduce.class::isInstance)
        .map(Sink.Reduce.class::cast)
        .toList();
  }

  /// The columns of the form's [Sink.Compact]; a loop has at most one.
  List<Sink.Column> columns() {
    return sinks.stream()
        .filter(Sink.Compact.class::isInstance)
        .flatMap(sink -> ((Sink.Compact) sink).columns().stream())
        .toList();
  }

  /// The operands with the given access, ascending.
  public List<Integer> operandsOf(Access access) {
    List<Integer> found = new ArrayList<>();
    for (int operand = 0; operand < accesses.size(); operand++) {
      if (accesses.get(operand) == access) {
        found.add(operand);
      }
    }
    return found;
  }

  /// The operations that have the same value in a whole row and cannot fault.
  Set<Integer> invariant() {
    Set<Integer> found = new HashSet<>();
    for (int at = 0; at < operations.size(); at++) {
      boolean invariant =
          switch (operations.get(at)) {
            case Operation.Load load -> accesses.get(load.operand()) == Access.SCALAR;
            case Operation.Position _ -> false;
            case Operation.Binary binary ->
                !Fault.isPossible(binary, operations) && found.containsAll(binary.operands());
            case Operation.Constant _,
                Operation.Unary _,
                Operation.Compare _,
                Operation.Select _,
                Operation.Convert _,
                Operation.Reinterpret _,
                Operation.FusedMultiplyAdd _,
                Operation.Lookup _ ->
                found.containsAll(operations.get(at).operands());
          };
      if (invariant) {
        found.add(at);
      }
    }
    return found;
  }

  /// The operations that can fault. An operation whose divisor, exponent or count is a harmless
  /// constant cannot fault.
  public SortedSet<Integer> faulting() {
    return faulting(operations);
  }

  /// The operations of a list that can fault.
  static SortedSet<Integer> faulting(List<Operation> operations) {
    SortedSet<Integer> found = new TreeSet<>();
    for (int at = 0; at < operations.size(); at++) {
      if (operations.get(at) instanceof Operation.Binary binary
          && Fault.isPossible(binary, operations)) {
        found.add(at);
      }
    }
    return found;
  }
}
