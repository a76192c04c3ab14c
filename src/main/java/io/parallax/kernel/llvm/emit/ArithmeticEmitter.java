package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.program.BinaryOperation;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;

/// Writes the unary and binary operations that are one or a few instructions.
public final class ArithmeticEmitter {
  private final Vectors vectors;
  private final IrText ir;

  public ArithmeticEmitter(Vectors vectors, IrText ir) {
    this.vectors = vectors;
    this.ir = ir;
  }

  String unary(UnaryOperation operation, DataType type, String operand) {
    return switch (operation) {
      case NEGATE ->
          type.isFloating()
              ? ir.let("fneg " + vectors.of(type) + " " + operand)
              : instruction("sub", type, "zeroinitializer", operand);
      case ABSOLUTE ->
          type.isFloating()
              ? intrinsic("fabs", type, operand)
              : ir.call(
                  vectors.of(type),
                  "llvm.abs" + vectors.suffix(type),
                  new Argument(vectors.of(type), operand),
                  new Argument("i1", "false"));
      case NOT ->
          instruction(
              "xor", type, operand, vectors.constant(type, type == DataType.BOOL ? "true" : "-1"));
      case SQUARE_ROOT -> intrinsic("sqrt", type, operand);
      case FLOOR -> intrinsic("floor", type, operand);
      case CEIL -> intrinsic("ceil", type, operand);
      case ROUND_EVEN -> intrinsic("roundeven", type, operand);
      case TRUNCATE -> intrinsic("trunc", type, operand);
    };
  }

  /// The result of a binary operation; its value is undefined where the operation faults.
  String binary(BinaryOperation operation, DataType type, String left, String right) {
    String prefix = type.isFloating() ? "f" : "";
    return switch (operation) {
      case ADD -> instruction(prefix + "add", type, left, right);
      case SUBTRACT -> instruction(prefix + "sub", type, left, right);
      case MULTIPLY -> instruction(prefix + "mul", type, left, right);
      case DIVIDE -> instruction("fdiv", type, left, right);
      case AND -> instruction("and", type, left, right);
      case OR -> instruction("or", type, left, right);
      case XOR -> instruction("xor", type, left, right);
      case MINIMUM -> intrinsic(type.isFloating() ? "minimum" : "smin", type, left, right);
      case MAXIMUM -> intrinsic(type.isFloating() ? "maximum" : "smax", type, left, right);
      case SHIFT_LEFT -> shiftLeft(type, left, right);
      case SHIFT_RIGHT ->
          instruction("ashr", type, left, intrinsic("umin", type, right, lastShift(type)));
      case INTEGER_POWER -> power(type, left, right);
      case MULTIPLY_EXCESS ->
          throw new IllegalArgumentException(operation + " is the ExactEmitter's");
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          throw new IllegalArgumentException(operation + " is the ExactEmitter's");
      case REMAINDER, FLOOR_DIVIDE, FLOOR_MODULO ->
          throw new IllegalArgumentException(operation + " is the DivisionEmitter's");
    };
  }

  public String select(DataType type, String condition, String whenTrue, String whenFalse) {
    String vector = vectors.of(type);
    return ir.let(
        "select "
            + vectors.mask()
            + " "
            + condition
            + ", "
            + vector
            + " "
            + whenTrue
            + ", "
            + vector
            + " "
            + whenFalse);
  }

  /// The values where the mask is set, and the constant elsewhere; an empty mask selects all
  /// values.
  String chosen(DataType type, String mask, String values, String otherwise) {
    return mask.isEmpty() ? values : select(type, mask, values, otherwise);
  }

  /// Consecutive elements of a vector.
  public String slice(DataType type, String vector, int from, int count) {
    if (count == vectors.lanes()) {
      return vector;
    }
    String whole = vectors.of(type);
    Vectors part = new Vectors(count);
    return ir.let(
        "shufflevector "
            + whole
            + " "
            + vector
            + ", "
            + whole
            + " poison, "
            + part.of("i32")
            + " "
            + part.indices("i32", from));
  }

  /// A vector with the scalar in every element.
  public String broadcast(String element, String scalar) {
    if (vectors.isScalar()) {
      return scalar;
    }
    String vector = vectors.of(element);
    String first =
        ir.let("insertelement " + vector + " poison, " + element + " " + scalar + ", i64 0");
    return ir.let(
        "shufflevector "
            + vector
            + " "
            + first
            + ", "
            + vector
            + " poison, "
            + vectors.of("i32")
            + " zeroinitializer");
  }

  /// The consecutive int64 positions that begin with the first.
  String positions(String first) {
    return instruction("add", DataType.INT64, broadcast("i64", first), vectors.iota());
  }

  public String instruction(String name, DataType type, String left, String right) {
    return ir.let(name + " " + vectors.of(type) + " " + left + ", " + right);
  }

  public String intrinsic(String name, DataType type, String... operands) {
    Argument[] arguments = new Argument[operands.length];
    for (int at = 0; at < operands.length; at++) {
      arguments[at] = new Argument(vectors.of(type), operands[at]);
    }
    return ir.call(vectors.of(type), "llvm." + name + vectors.suffix(type), arguments);
  }

  /// A left shift. IR does not define a shift by the type's width or more.
  String shiftLeft(DataType type, String left, String right) {
    String shifted =
        instruction("shl", type, left, intrinsic("umin", type, right, lastShift(type)));
    String inRange = ir.let("icmp ule " + vectors.of(type) + " " + right + ", " + lastShift(type));
    return select(type, inRange, shifted, "zeroinitializer");
  }

  String lastShift(DataType type) {
    return vectors.constant(type, Integer.toString(type.byteWidth() * Byte.SIZE - 1));
  }

  /// A power by repeated squaring, until no element has exponent bits left: at most as many steps
  /// as the type has bits.
  private String power(DataType type, String base, String exponent) {
    String vector = vectors.of(type);
    String start = ir.freshLabel("power");
    String step = start + ".step";
    String end = start + ".end";
    String before = start + ".before";
    ir.jump(before);
    ir.label(before);
    ir.jump(step);
    ir.label(step);
    String name = "%" + start;
    phi(name + ".result", vector, vectors.constant(type, "1"), name + ".next", before, step);
    phi(name + ".square", vector, base, name + ".squared", before, step);
    phi(name + ".rest", vector, exponent, name + ".halved", before, step);
    String bit = ir.let("trunc " + vector + " " + name + ".rest to " + vectors.mask());
    String product = instruction("mul", type, name + ".result", name + ".square");
    ir.let(
        name + ".next",
        "select "
            + vectors.mask()
            + " "
            + bit
            + ", "
            + vector
            + " "
            + product
            + ", "
            + vector
            + " "
            + name
            + ".result");
    ir.let(name + ".squared", "mul " + vector + " " + name + ".square, " + name + ".square");
    ir.let(
        name + ".halved", "lshr " + vector + " " + name + ".rest, " + vectors.constant(type, "1"));
    String left = ir.let("icmp ne " + vector + " " + name + ".halved, zeroinitializer");
    ir.branch(any(left), step, end);
    ir.label(end);
    return name + ".next";
  }

  private void phi(
      String name, String type, String first, String next, String before, String step) {
    ir.let(
        name,
        "phi " + type + " [ " + first + ", %" + before + " ], [ " + next + ", %" + step + " ]");
  }

  /// Whether any bit of a mask is set, as an `i1`.
  public String any(String mask) {
    if (vectors.isScalar()) {
      return mask;
    }
    String bits = "i" + vectors.lanes();
    return ir.let("icmp ne " + bits + " " + bits(mask) + ", 0");
  }

  /// A mask as an integer with one bit for each element; the first position is the lowest bit.
  public String bits(String mask) {
    return ir.let("bitcast " + vectors.mask() + " " + mask + " to i" + vectors.lanes());
  }
}
