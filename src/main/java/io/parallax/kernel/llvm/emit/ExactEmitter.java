package io.parallax.kernel.llvm.emit;

import io.parallax.program.BinaryOperation;
import io.parallax.type.DataType;
import java.util.function.Supplier;

/// Writes the operations of integers that fault where the value does not fit the type.
///
/// A product of int64 is compared with the product of the operands as doubles. With three roundings
/// the product of doubles is wrong by less than one part in 2^50, and the wrapped product differs
/// from the exact one by 0 or by at least 2^64. So the two differ by more than 2^62 exactly where
/// the product does not fit. A vector whose operands are all within ±2^31 is not compared.
final class ExactEmitter {
  private static final long HALF = 1L << 31;

  private final Vectors vectors;
  private final IrText ir;
  private final ArithmeticEmitter arithmetic;
  private final ConversionEmitter conversion;

  ExactEmitter(Vectors vectors, IrText ir) {
    this.vectors = vectors;
    this.ir = ir;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.conversion = new ConversionEmitter(vectors, ir);
  }

  /// The wrapped values of an operation, and the mask of those that fault.
  record Exact(String value, String fault) {}

  /// The wrapped value of a scalar operation, and whether it faults, by the processor's flag.
  private Exact flagged(String name, DataType type, String left, String right) {
    String scalar = vectors.of(type);
    String pair = "{ " + scalar + ", i1 }";
    String both =
        ir.call(
            pair,
            "llvm." + name + ".with.overflow" + vectors.suffix(type),
            new IrText.Argument(scalar, left),
            new IrText.Argument(scalar, right));
    return new Exact(
        ir.let("extractvalue " + pair + " " + both + ", 0"),
        ir.let("extractvalue " + pair + " " + both + ", 1"));
  }

  Exact binary(BinaryOperation operation, DataType type, String left, String right) {
    return switch (operation) {
      case ADD_EXACT ->
          vectors.isScalar() ? flagged("sadd", type, left, right) : sum(type, left, right);
      case SUBTRACT_EXACT ->
          vectors.isScalar() ? flagged("ssub", type, left, right) : difference(type, left, right);
      case MULTIPLY_EXACT -> {
        if (vectors.isScalar()) {
          yield flagged("smul", type, left, right);
        }
        yield type == DataType.INT32 ? narrowProduct(left, right) : wideProduct(left, right);
      }
      case SHIFT_LEFT_EXACT -> shift(type, left, right);
      case INTEGER_POWER_EXACT -> power(type, left, right);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER ->
          throw new IllegalArgumentException(operation + " wraps");
      case MULTIPLY_EXCESS, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR, MINIMUM, MAXIMUM ->
          throw new IllegalArgumentException(operation + " wraps");
    };
  }

  /// A sum whose sign is neither operand's overflows.
  private Exact sum(DataType type, String left, String right) {
    String value = arithmetic.instruction("add", type, left, right);
    String first = arithmetic.instruction("xor", type, left, value);
    String second = arithmetic.instruction("xor", type, right, value);
    return new Exact(value, negative(type, arithmetic.instruction("and", type, first, second)));
  }

  /// A difference of operands with different signs overflows if its sign is not the first one's.
  private Exact difference(DataType type, String left, String right) {
    String value = arithmetic.instruction("sub", type, left, right);
    String differ = arithmetic.instruction("xor", type, left, right);
    String changed = arithmetic.instruction("xor", type, left, value);
    return new Exact(value, negative(type, arithmetic.instruction("and", type, differ, changed)));
  }

  private Exact narrowProduct(String left, String right) {
    String product = arithmetic.instruction("mul", DataType.INT64, widened(left), widened(right));
    String value = conversion.cast("trunc", DataType.INT64, DataType.INT32, product);
    return new Exact(value, differ(DataType.INT64, product, widened(value)));
  }

  private String widened(String value) {
    return conversion.cast("sext", DataType.INT32, DataType.INT64, value);
  }

  private Exact wideProduct(String left, String right) {
    String value = arithmetic.instruction("mul", DataType.INT64, left, right);
    String found =
        whereAny(anyIsLong(left, right), vectors.mask(), () -> wraps(left, right, value));
    return new Exact(value, found);
  }

  /// The excess of the products of int64. A vector whose operands are all within ±2^31 has none.
  String excess(String left, String right) {
    if (vectors.isScalar()) {
      return scalarExcess(left, right);
    }
    String type = vectors.of(DataType.INT64);
    return whereAny(anyIsLong(left, right), type, () -> excessOfLong(left, right));
  }

  private String scalarExcess(String left, String right) {
    String a = ir.let("sext i64 " + left + " to i128");
    String b = ir.let("sext i64 " + right + " to i128");
    String product = ir.let("mul i128 " + a + ", " + b);
    String upper = ir.let("ashr i128 " + product + ", 64");
    String high = ir.let("trunc i128 " + upper + " to i64");
    String low = ir.let("trunc i128 " + product + " to i64");
    return ir.let("sub i64 " + high + ", " + ir.let("ashr i64 " + low + ", 63"));
  }

  /// The upper half of the products, from those of the operands' halves (Hacker's Delight, 8-2),
  /// less the sign of the lower half.
  private String excessOfLong(String left, String right) {
    String lowLeft = lowHalf(left);
    String lowRight = lowHalf(right);
    String highLeft = highHalf(left);
    String highRight = highHalf(right);
    String lows = logicalHighHalf(ofLongs("mul", lowLeft, lowRight));
    String first = ofLongs("add", ofLongs("mul", highLeft, lowRight), lows);
    String second = ofLongs("add", ofLongs("mul", lowLeft, highRight), lowHalf(first));
    String highs = ofLongs("add", ofLongs("mul", highLeft, highRight), highHalf(first));
    String sign = ofLongs("ashr", ofLongs("mul", left, right), Vectors.splatLong(Long.SIZE - 1L));
    return ofLongs("sub", ofLongs("add", highs, highHalf(second)), sign);
  }

  private String lowHalf(String value) {
    return ofLongs("and", value, Vectors.splatLong(2 * HALF - 1));
  }

  private String highHalf(String value) {
    return ofLongs("ashr", value, Vectors.splatLong(Integer.SIZE));
  }

  private String logicalHighHalf(String value) {
    return ofLongs("lshr", value, Vectors.splatLong(Integer.SIZE));
  }

  private String ofLongs(String instruction, String left, String right) {
    return arithmetic.instruction(instruction, DataType.INT64, left, right);
  }

  /// The mask of the elements of which an operand is beyond ±2^31.
  private String anyIsLong(String left, String right) {
    return ir.let("or " + vectors.mask() + " " + isLong(left) + ", " + isLong(right));
  }

  /// The mask of the int64 elements beyond ±2^31.
  private String isLong(String value) {
    String moved = arithmetic.instruction("add", DataType.INT64, value, Vectors.splatLong(HALF));
    return ir.let(
        "icmp uge " + vectors.of("i64") + " " + moved + ", " + Vectors.splatLong(2 * HALF));
  }

  private String wraps(String left, String right, String value) {
    DataType type = DataType.FLOAT64;
    String product = arithmetic.instruction("fmul", type, asDouble(left), asDouble(right));
    String difference = arithmetic.instruction("fsub", type, product, asDouble(value));
    return ir.let(
        "fcmp ogt "
            + vectors.of(type)
            + " "
            + arithmetic.intrinsic("fabs", type, difference)
            + ", "
            + Vectors.splatDouble(0x1p62));
  }

  private String asDouble(String value) {
    return conversion.convert(DataType.INT64, DataType.FLOAT64, value);
  }

  /// The vector that is computed where any bit of the condition is set; zeros elsewhere.
  ///
  /// @param type of the vector
  private String whereAny(String condition, String type, Supplier<String> vector) {
    String label = ir.freshLabel("exact");
    String before = label + ".before";
    ir.jump(before);
    ir.label(before);
    ir.branchRarely(arithmetic.any(condition), label + ".long", label + ".end");
    ir.label(label + ".long");
    String found = vector.get();
    ir.jump(label + ".end");
    ir.label(label + ".end");
    return ir.let(
        "phi "
            + type
            + " [ zeroinitializer, %"
            + before
            + " ], [ "
            + found
            + ", %"
            + label
            + ".long ]");
  }

  private Exact shift(DataType type, String left, String right) {
    String value = arithmetic.shiftLeft(type, left, right);
    String count = arithmetic.intrinsic("umin", type, right, arithmetic.lastShift(type));
    String back = arithmetic.instruction("ashr", type, value, count);
    return new Exact(value, either(negative(type, right), differ(type, back, left)));
  }

  /// A power by repeated squaring, until no element has exponent bits left. A square that does not
  /// fit makes the power not fit if it is needed later.
  private Exact power(DataType type, String base, String exponent) {
    String vector = vectors.of(type);
    String start = ir.freshLabel("power");
    String step = start + ".step";
    String end = start + ".end";
    String before = start + ".before";
    String name = "%" + start;
    String isNegative = negative(type, exponent);
    ir.jump(before);
    ir.label(before);
    ir.jump(step);
    ir.label(step);
    String one = vectors.constant(type, "1");
    phi(name + ".result", vector, one, name + ".next", before, step);
    phi(name + ".square", vector, base, name + ".squared", before, step);
    phi(name + ".rest", vector, exponent, name + ".halved", before, step);
    phi(name + ".fault", vectors.mask(), isNegative, name + ".faulted", before, step);
    phi(name + ".lost", vectors.mask(), "zeroinitializer", name + ".losing", before, step);
    String bit = ir.let("trunc " + vector + " " + name + ".rest to " + vectors.mask());
    Exact product = product(type, name + ".result", name + ".square");
    ir.let(
        name + ".next",
        "select "
            + vectors.mask()
            + " "
            + bit
            + ", "
            + vector
            + " "
            + product.value()
            + ", "
            + vector
            + " "
            + name
            + ".result");
    String missed = either(name + ".lost", product.fault());
    String needed = ir.let("and " + vectors.mask() + " " + bit + ", " + missed);
    ir.let(name + ".faulted", "or " + vectors.mask() + " " + name + ".fault, " + needed);
    Exact square = product(type, name + ".square", name + ".square");
    ir.let(name + ".squared", "or " + vector + " " + square.value() + ", zeroinitializer");
    ir.let(name + ".losing", "or " + vectors.mask() + " " + name + ".lost, " + square.fault());
    ir.let(name + ".halved", "lshr " + vector + " " + name + ".rest, " + one);
    String left = differ(type, name + ".halved", "zeroinitializer");
    ir.branch(arithmetic.any(left), step, end);
    ir.label(end);
    return new Exact(name + ".next", name + ".faulted");
  }

  /// A product within one block of instructions.
  private Exact product(DataType type, String left, String right) {
    if (vectors.isScalar()) {
      return flagged("smul", type, left, right);
    }
    if (type == DataType.INT32) {
      return narrowProduct(left, right);
    }
    String value = arithmetic.instruction("mul", type, left, right);
    return new Exact(value, wraps(left, right, value));
  }

  private void phi(
      String name, String type, String first, String next, String before, String step) {
    ir.let(
        name,
        "phi " + type + " [ " + first + ", %" + before + " ], [ " + next + ", %" + step + " ]");
  }

  private String either(String first, String second) {
    return ir.let("or " + vectors.mask() + " " + first + ", " + second);
  }

  private String negative(DataType type, String value) {
    return ir.let("icmp slt " + vectors.of(type) + " " + value + ", zeroinitializer");
  }

  private String differ(DataType type, String first, String second) {
    return ir.let("icmp ne " + vectors.of(type) + " " + first + ", " + second);
  }
}
