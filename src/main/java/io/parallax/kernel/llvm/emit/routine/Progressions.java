package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.emit.ArithmeticEmitter;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The variables that are progressions at the place that is being written, and the arithmetic of
/// progressions: of the first and the last lane only, because a sum is monotone over the lanes if
/// neither end overflows.
///
/// A variable is one only if no lane reads a value that was written while the lane took no part
/// ([PassingVariables]): so its last write in the text is what is read.
final class Progressions {
  /// The greatest stride, so that a stride times the lanes never wraps.
  private static final long MOST_STRIDE = 1L << 31;

  private final Vectors vectors;
  private final IrText ir;
  private final ArithmeticEmitter arithmetic;
  private final Map<Integer, Progression> known = new HashMap<>();

  Progressions(Vectors vectors, IrText ir) {
    this.vectors = vectors;
    this.ir = ir;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
  }

  /// Starts a body.
  ///
  /// @param parameters the parameters' variables that are progressions
  void start(Map<Integer, Progression> parameters) {
    known.clear();
    known.putAll(parameters);
  }

  Optional<Progression> of(int variable) {
    return Optional.ofNullable(known.get(variable));
  }

  void put(int variable, Progression value) {
    known.put(variable, value);
  }

  void remove(int variable) {
    known.remove(variable);
  }

  /// The progression that an operation computes, if it is one.
  ///
  /// @param operands the progressions of the operations before it, null for those that are none
  /// @param overflows writes what follows where a value of a lane does not fit, given an `i1`
  Optional<Progression> compute(
      Operation operation, List<@Nullable Progression> operands, Consumer<String> overflows) {
    return switch (operation) {
      case Operation.Load load -> of(load.operand());
      case Operation.Constant(Scalar value) ->
          value.type() == DataType.INT64
              ? Optional.of(Progression.same(Long.toString(value.bits())))
              : Optional.empty();
      case Operation.Binary binary when binary.type() == DataType.INT64 -> {
        Progression left = operands.get(binary.left());
        Progression right = operands.get(binary.right());
        yield left == null || right == null
            ? Optional.empty()
            : binary(binary.operation(), left, right, overflows);
      }
      case Operation.Binary _,
          Operation.Position _,
          Operation.Unary _,
          Operation.Compare _,
          Operation.Select _,
          Operation.Convert _,
          Operation.Reinterpret _,
          Operation.FusedMultiplyAdd _,
          Operation.Lookup _ ->
          Optional.empty();
    };
  }

  private Optional<Progression> binary(
      BinaryOperation operation, Progression left, Progression right, Consumer<String> overflows) {
    boolean isSame = left.isSame() && right.isSame();
    return switch (operation) {
      case ADD -> sum("add", left, right, isSame, overflows);
      case SUBTRACT -> sum("sub", left, right, isSame, overflows);
      case ADD_EXACT -> sum("add", left, right, false, overflows);
      case SUBTRACT_EXACT -> sum("sub", left, right, false, overflows);
      case MULTIPLY ->
          isSame
              ? Optional.of(Progression.same(ofLongs("mul", left.first(), right.first())))
              : Optional.empty();
      case MULTIPLY_EXACT ->
          isSame
              ? Optional.of(
                  Progression.same(checked("mul", left.first(), right.first(), overflows)))
              : Optional.empty();
      case DIVIDE,
          REMAINDER,
          FLOOR_DIVIDE,
          FLOOR_MODULO,
          INTEGER_POWER,
          INTEGER_POWER_EXACT,
          MULTIPLY_EXCESS,
          SHIFT_LEFT,
          SHIFT_LEFT_EXACT,
          SHIFT_RIGHT,
          AND,
          OR,
          XOR,
          MINIMUM,
          MAXIMUM ->
          Optional.empty();
    };
  }

  private Optional<Progression> sum(
      String instruction,
      Progression left,
      Progression right,
      boolean wraps,
      Consumer<String> overflows) {
    if (left.most() + right.most() > MOST_STRIDE) {
      return Optional.empty();
    }
    if (wraps) {
      return Optional.of(Progression.same(ofLongs(instruction, left.first(), right.first())));
    }
    String first = checked(instruction, left.first(), right.first(), overflows);
    if (left.isSame() && right.isSame()) {
      return Optional.of(Progression.same(first));
    }
    String last = checked(instruction, left.last(), right.last(), overflows);
    String stride =
        right.isSame() ? left.stride() : ofLongs(instruction, left.stride(), right.stride());
    return Optional.of(new Progression(first, last, stride, left.most() + right.most()));
  }

  private String checked(
      String instruction, String left, String right, Consumer<String> overflows) {
    String pair = "{ i64, i1 }";
    String both =
        ir.call(
            pair,
            "llvm.s" + instruction + ".with.overflow.i64",
            new Argument("i64", left),
            new Argument("i64", right));
    overflows.accept(ir.let("extractvalue " + pair + " " + both + ", 1"));
    return ir.let("extractvalue " + pair + " " + both + ", 0");
  }

  private String ofLongs(String instruction, String left, String right) {
    return ir.let(instruction + " i64 " + left + ", " + right);
  }

  /// The values of all lanes.
  String vector(Progression values) {
    String first = arithmetic.broadcast("i64", values.first());
    if (values.isSame()) {
      return first;
    }
    String strides = arithmetic.broadcast("i64", values.stride());
    String wide = vectors.of("i64");
    String distances = ir.let("mul " + wide + " " + strides + ", " + vectors.iota());
    return ir.let("add " + wide + " " + first + ", " + distances);
  }
}
