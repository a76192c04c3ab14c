package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes operations for one vector of positions, or for one position. Constants have no
/// instruction of their own.
///
/// Only constructs that every target turns into instructions are written. No call leaves the
/// kernel, except calls of `runtime.ll`. Nothing traps or is undefined, whatever the data.
public final class OperationEmitter {
  private final List<Operation> operations;
  private final Vectors vectors;
  private final IrText ir;
  private final List<String> values = new ArrayList<>();
  private final List<String> faultMasks = new ArrayList<>();
  private final Set<Integer> faulting;
  private final Parts parts;

  /// The emitters of operations, which write what a function has once.
  private record Parts(
      ArithmeticEmitter arithmetic,
      DivisionEmitter division,
      ExactEmitter exact,
      AnyEmitter any,
      QuotientEmitter quotients,
      TableEmitter tables) {
    static Parts of(Vectors vectors, IrText ir, Host.Traits traits) {
      AnyEmitter any = new AnyEmitter(vectors, ir, traits.testsPairs());
      return new Parts(
          new ArithmeticEmitter(vectors, ir),
          new DivisionEmitter(vectors, ir),
          new ExactEmitter(vectors, ir),
          any,
          new QuotientEmitter(vectors, ir, any),
          new TableEmitter(vectors, ir, traits.permutes()));
    }
  }

  public OperationEmitter(
      List<Operation> operations, Vectors vectors, IrText ir, Host.Traits traits) {
    this(operations, vectors, ir, Parts.of(vectors, ir, traits));
  }

  private OperationEmitter(List<Operation> operations, Vectors vectors, IrText ir, Parts parts) {
    this.operations = operations;
    this.vectors = vectors;
    this.ir = ir;
    this.parts = parts;
    this.faulting = LoopForm.faulting(operations);
    operations.forEach(_ -> values.add(""));
  }

  /// Writes other operations of the same function.
  public OperationEmitter of(List<Operation> others) {
    return new OperationEmitter(others, vectors, ir, parts);
  }

  /// The vector of values of an operation that is written already; the vector of a bool is a mask.
  public String value(int operation) {
    return values.get(operation);
  }

  /// The masks of the positions at which the operations of [LoopForm#faulting] that are written
  /// fault, in the order of these operations.
  public List<String> faultMasks() {
    return faultMasks;
  }

  /// Whether an operation of bools is true anywhere in the vector, as an `i1`.
  public String any(int operation) {
    return parts.any.any(value(operation));
  }

  /// Sets the value of an operation that was written elsewhere: the value of a load.
  public void define(int operation, String value) {
    values.set(operation, value);
  }

  /// Writes an operation.
  ///
  /// @param position the int64 position within the row of the vector's first element
  public void emit(int at, String position) {
    values.set(
        at,
        switch (operations.get(at)) {
          case Operation.Load _ -> value(at);
          case Operation.Constant(Scalar scalar) -> vectors.constant(scalar);
          case Operation.Position _ -> parts.arithmetic.positions(position);
          case Operation.Unary unary ->
              parts.arithmetic.unary(unary.operation(), unary.type(), value(unary.operand()));
          case Operation.Binary binary -> binary(at, binary);
          case Operation.Compare compare -> compare(compare);
          case Operation.Select select ->
              select(
                  select.type(),
                  value(select.condition()),
                  value(select.whenTrue()),
                  value(select.whenFalse()));
          case Operation.Convert(int operand, var from, var to) ->
              new ConversionEmitter(vectors, ir).convert(from, to, value(operand));
          case Operation.Reinterpret(int operand, var from, var to) ->
              ir.let(
                  "bitcast " + vectors.of(from) + " " + value(operand) + " to " + vectors.of(to));
          case Operation.FusedMultiplyAdd fused -> fusedMultiplyAdd(fused);
          case Operation.Lookup(var table, int index) -> parts.tables.lookUp(table, value(index));
        });
  }

  private String binary(int at, Operation.Binary binary) {
    String left = value(binary.left());
    String right = value(binary.right());
    boolean checked = faulting.contains(at);
    return switch (binary.operation()) {
      case FLOOR_DIVIDE, FLOOR_MODULO -> {
        String fault = checked ? fault("icmp eq", binary.type(), right) : "";
        yield operations.get(binary.right()) instanceof Operation.Constant constant
            ? parts.division.byConstant(
                binary.operation(), binary.type(), left, constant.value().bits())
            : parts.division.divide(binary.operation(), binary.type(), left, right, fault);
      }
      case REMAINDER -> parts.division.remainder(binary.type(), left, right);
      case SHIFT_LEFT, SHIFT_RIGHT, INTEGER_POWER -> {
        String fault = checked ? fault("icmp slt", binary.type(), right) : "";
        String value = parts.arithmetic.binary(binary.operation(), binary.type(), left, right);
        yield checked ? select(binary.type(), fault, "zeroinitializer", value) : value;
      }
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT -> {
        ExactEmitter.Exact written =
            parts.exact.binary(binary.operation(), binary.type(), left, right);
        if (checked) {
          faultMasks.add(written.fault());
        }
        yield written.value();
      }
      case MULTIPLY_EXCESS -> parts.exact.excess(left, right);
      case DIVIDE ->
          operations.get(binary.right()) instanceof Operation.Constant(Scalar divisor)
              ? parts.quotients.divide(left, divisor)
              : parts.arithmetic.binary(binary.operation(), binary.type(), left, right);
      case ADD, SUBTRACT, MULTIPLY, AND, OR, XOR, MINIMUM, MAXIMUM ->
          parts.arithmetic.binary(binary.operation(), binary.type(), left, right);
    };
  }

  private String fault(String comparison, DataType type, String right) {
    String mask = ir.let(comparison + " " + vectors.of(type) + " " + right + ", zeroinitializer");
    faultMasks.add(mask);
    return mask;
  }

  private String compare(Operation.Compare compare) {
    DataType type = compare.operandType();
    String predicate =
        type.isFloating()
            ? "fcmp " + floatPredicate(compare.comparison())
            : "icmp " + integerPredicate(compare.comparison(), type == DataType.BOOL ? "u" : "s");
    return ir.let(
        predicate
            + " "
            + vectors.of(type)
            + " "
            + value(compare.left())
            + ", "
            + value(compare.right()));
  }

  private static String floatPredicate(Comparison comparison) {
    return switch (comparison) {
      case LESS -> "olt";
      case LESS_EQUAL -> "ole";
      case GREATER -> "ogt";
      case GREATER_EQUAL -> "oge";
      case EQUAL -> "oeq";
      case NOT_EQUAL -> "une";
    };
  }

  private static String integerPredicate(Comparison comparison, String sign) {
    return switch (comparison) {
      case LESS -> sign + "lt";
      case LESS_EQUAL -> sign + "le";
      case GREATER -> sign + "gt";
      case GREATER_EQUAL -> sign + "ge";
      case EQUAL -> "eq";
      case NOT_EQUAL -> "ne";
    };
  }

  private String select(DataType type, String condition, String whenTrue, String whenFalse) {
    return parts.arithmetic.select(type, condition, whenTrue, whenFalse);
  }

  private String fusedMultiplyAdd(Operation.FusedMultiplyAdd fused) {
    String type = vectors.of(fused.type());
    return ir.call(
        type,
        "llvm.fma" + vectors.suffix(fused.type()),
        new Argument(type, value(fused.a())),
        new Argument(type, value(fused.b())),
        new Argument(type, value(fused.c())));
  }
}
