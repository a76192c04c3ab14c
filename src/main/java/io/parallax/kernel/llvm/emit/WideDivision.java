package io.parallax.kernel.llvm.emit;

import io.parallax.program.BinaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// Writes floor divisions and modulos of vectors of int64 over their whole range, by quotients of
/// doubles that are nearly right and remainders that wrap.
///
/// A quotient is rounded to an integer by adding 1.5·2^52: the sum's lowest bits are the integer.
/// Where q is next to a ÷ b, the remainder a − q·b is less than |b| and so right although its terms
/// wrap, and its sign tells whether q is one too large.
final class WideDivision {
  /// The least and the greatest magnitude of a divisor by which one multiplication is enough: a ÷ c
  /// is below 2^50, so the roundings of a and of 1 ÷ c move it by less than a quarter, and it fits
  /// the bits of the sum.
  private static final long LEAST_MEDIUM = 1L << 13;

  private static final long MOST_MEDIUM = 1L << 50;

  /// Half a unit of the last place of this double is ½.
  private static final double ROUNDER = 0x1.8p52;

  private static final DataType TYPE = DataType.INT64;

  private final Vectors vectors;
  private final IrText ir;
  private final ArithmeticEmitter arithmetic;
  private final ConversionEmitter conversion;

  WideDivision(Vectors vectors, IrText ir) {
    this.vectors = vectors;
    this.ir = ir;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.conversion = new ConversionEmitter(vectors, ir);
  }

  /// Whether [#byMedium] divides by this constant.
  static boolean isMedium(long divisor) {
    long magnitude = Math.abs(divisor);
    return magnitude >= LEAST_MEDIUM && magnitude < MOST_MEDIUM;
  }

  /// Division by a constant of medium magnitude. The nearest integer to the quotient, a quarter
  /// off, leaves a remainder within ±¾·c. A negative divisor divides −a, which wraps as it must.
  String byMedium(BinaryOperation operation, String left, long divisor) {
    String c = constant(Math.abs(divisor));
    String a = divisor < 0 ? integer("sub", "zeroinitializer", left) : left;
    String converted = asDouble(left);
    String dividend =
        divisor < 0 ? ir.let("fneg " + vectors.of(DataType.FLOAT64) + " " + converted) : converted;
    double reciprocal = 1 / (double) Math.abs(divisor);
    String quotient = rounded(dividend, vectors.constant(Scalar.of(reciprocal)));
    String rest = integer("sub", a, integer("mul", quotient, c));
    if (operation == BinaryOperation.FLOOR_DIVIDE) {
      return integer("add", quotient, integer("ashr", rest, constant(Long.SIZE - 1)));
    }
    String added = integer("add", rest, c);
    String modulo = arithmetic.intrinsic("umin", TYPE, rest, added); // negative is large
    return divisor < 0 ? integer("sub", "zeroinitializer", modulo) : modulo;
  }

  /// Division by any number; any value where the divisor is 0.
  ///
  /// The quotient q₁ of the doubles is within |a ÷ b|·2^−51 + ½ of a ÷ b, so a − q₁·b is within
  /// 2^12
  /// + |b| ÷ 2 and fits an int64. Its quotient is found a second time, right but for one. A divisor
  ///   of ±1 would give quotients that fit no int64.
  String divide(BinaryOperation operation, String left, String right) {
    String moved = integer("add", right, constant(1));
    String isUnit = compare("ult", moved, constant(3));
    String divisor = arithmetic.select(TYPE, isUnit, constant(2), right);
    String one = vectors.constant(Scalar.of(1.0));
    String reciprocal = arithmetic.instruction("fdiv", DataType.FLOAT64, one, asDouble(divisor));
    String ratio = arithmetic.instruction("fmul", DataType.FLOAT64, asDouble(left), reciprocal);
    String nearest = arithmetic.intrinsic("roundeven", DataType.FLOAT64, ratio);
    String first = conversion.cast("fptosi", DataType.FLOAT64, TYPE, nearest);
    String between = integer("sub", left, integer("mul", first, divisor));
    String second = rounded(asDouble(between), reciprocal);
    String rest = integer("sub", between, integer("mul", second, divisor));
    String differ = compare("slt", integer("xor", rest, divisor), "zeroinitializer");
    String isInexact = compare("ne", rest, "zeroinitializer");
    String isDown = arithmetic.instruction("and", DataType.BOOL, differ, isInexact);
    if (operation == BinaryOperation.FLOOR_MODULO) {
      String modulo = arithmetic.select(TYPE, isDown, integer("add", rest, divisor), rest);
      return arithmetic.select(TYPE, isUnit, "zeroinitializer", modulo);
    }
    String quotient = integer("add", first, second);
    String less = conversion.cast("sext", DataType.BOOL, TYPE, isDown);
    String negated = integer("sub", "zeroinitializer", left);
    String isNegative = compare("slt", right, "zeroinitializer");
    String byUnit = arithmetic.select(TYPE, isNegative, negated, left);
    return arithmetic.select(TYPE, isUnit, byUnit, integer("add", quotient, less));
  }

  /// The integer nearest to a product of doubles that is within ±2^51.
  private String rounded(String left, String right) {
    String sum =
        arithmetic.intrinsic(
            "fma", DataType.FLOAT64, left, right, vectors.constant(Scalar.of(ROUNDER)));
    String bits =
        ir.let("bitcast " + vectors.of(DataType.FLOAT64) + " " + sum + " to " + vectors.of(TYPE));
    return integer("sub", bits, constant(Double.doubleToRawLongBits(ROUNDER)));
  }

  private String asDouble(String value) {
    return conversion.convert(TYPE, DataType.FLOAT64, value);
  }

  private String integer(String instruction, String left, String right) {
    return arithmetic.instruction(instruction, TYPE, left, right);
  }

  private String compare(String predicate, String left, String right) {
    return ir.let("icmp " + predicate + " " + vectors.of(TYPE) + " " + left + ", " + right);
  }

  private String constant(long value) {
    return vectors.constant(Scalar.of(value));
  }
}
