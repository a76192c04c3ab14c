package io.parallax.kernel.testing;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Likelihood;
import io.parallax.program.Operation;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A primitive operation that engines compute from the values of others, and the types it takes.
/// Lookups, which need a table each, are not among them.
///
/// @param operation with its operands numbered 0, 1, 2 in order
/// @param operands their types
record OperationKind(Operation operation, List<DataType> operands) {
  private static final List<DataType> TYPES = List.of(DataType.values());

  public static final List<OperationKind> UNARY = unary();
  public static final List<OperationKind> BINARY = binary();
  public static final List<OperationKind> COMPARE = compare();
  public static final List<OperationKind> SELECT = select();
  public static final List<OperationKind> CONVERT = convert();
  public static final List<OperationKind> REINTERPRET = reinterpret();
  public static final List<OperationKind> FUSED = fused();

  private OperationKind(Operation operation, DataType... operands) {
    this(operation, List.of(operands));
  }

  private static List<OperationKind> unary() {
    return Arrays.stream(UnaryOperation.values())
        .flatMap(
            operation ->
                OperationCases.types(operation).stream()
                    .map(type -> new OperationKind(new Operation.Unary(operation, 0, type), type)))
        .toList();
  }

  private static List<OperationKind> binary() {
    return Arrays.stream(BinaryOperation.values())
        .flatMap(
            operation ->
                OperationCases.types(operation).stream().map(type -> binary(operation, type)))
        .toList();
  }

  public static OperationKind binary(BinaryOperation operation, DataType type) {
    return new OperationKind(
        new Operation.Binary(operation, 0, 1, type, Operation.NO_ORIGIN), type, type);
  }

  private static List<OperationKind> compare() {
    return Arrays.stream(Comparison.values())
        .flatMap(
            comparison ->
                TYPES.stream()
                    .map(
                        type ->
                            new OperationKind(
                                new Operation.Compare(comparison, 0, 1, type), type, type)))
        .toList();
  }

  private static List<OperationKind> select() {
    return Arrays.stream(Likelihood.values())
        .flatMap(
            likelihood ->
                TYPES.stream()
                    .map(
                        type ->
                            new OperationKind(
                                new Operation.Select(0, 1, 2, type, likelihood),
                                DataType.BOOL,
                                type,
                                type)))
        .toList();
  }

  private static List<OperationKind> convert() {
    return TYPES.stream()
        .flatMap(
            from ->
                TYPES.stream()
                    .filter(to -> to != from)
                    .map(to -> new OperationKind(new Operation.Convert(0, from, to), from)))
        .toList();
  }

  private static List<OperationKind> reinterpret() {
    return Stream.of(
            new Operation.Reinterpret(0, DataType.FLOAT64, DataType.INT64),
            new Operation.Reinterpret(0, DataType.INT64, DataType.FLOAT64),
            new Operation.Reinterpret(0, DataType.FLOAT32, DataType.INT32),
            new Operation.Reinterpret(0, DataType.INT32, DataType.FLOAT32))
        .map(operation -> new OperationKind(operation, operation.from()))
        .toList();
  }

  private static List<OperationKind> fused() {
    return Stream.of(DataType.FLOAT32, DataType.FLOAT64)
        .map(
            type ->
                new OperationKind(new Operation.FusedMultiplyAdd(0, 1, 2, type), type, type, type))
        .toList();
  }

  /// The operation on these operands.
  ///
  /// @param origin of a fault
  public Operation on(List<Integer> values, int origin) {
    Operation placed = operation.onOperands(values::get);
    return placed instanceof Operation.Binary(var kind, int left, int right, var type, int _)
        ? new Operation.Binary(kind, left, right, type, origin)
        : placed;
  }

  public boolean canFault() {
    return operation instanceof Operation.Binary binary && binary.operation().canFault();
  }
}
