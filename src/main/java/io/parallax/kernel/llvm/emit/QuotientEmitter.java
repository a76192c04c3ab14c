package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// Writes divisions of floats by a constant as a multiplication and a fused multiplication
/// ([Reciprocal]), which take less time than the divider. When a dividend is too small for this
/// method, but not zero, the whole vector is divided instead. A scalar is always divided.
final class QuotientEmitter {
  private final Vectors vectors;
  private final IrText ir;
  private final ArithmeticEmitter arithmetic;
  private final AnyEmitter any;

  QuotientEmitter(Vectors vectors, IrText ir, AnyEmitter any) {
    this.vectors = vectors;
    this.ir = ir;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.any = any;
  }

  String divide(String dividend, Scalar divisor) {
    if (vectors.isScalar()) {
      return arithmetic.instruction("fdiv", divisor.type(), dividend, vectors.constant(divisor));
    }
    return Reciprocal.of(divisor)
        .map(reciprocal -> multiply(dividend, divisor, reciprocal))
        .orElseGet(
            () -> arithmetic.instruction("fdiv", divisor.type(), dividend, Vectors.splat(divisor)));
  }

  private String multiply(String dividend, Scalar divisor, Reciprocal reciprocal) {
    DataType type = divisor.type();
    String vector = vectors.of(type);
    String low = arithmetic.instruction("fmul", type, dividend, Vectors.splat(reciprocal.low()));
    String quotient =
        arithmetic.intrinsic("fma", type, dividend, Vectors.splat(reciprocal.high()), low);
    String label = ir.freshLabel("quotient");
    String variable = ir.variable("%" + label, vector);
    ir.store(vector, quotient, variable);
    ir.branchRarely(any.any(hasNoExponent(type, low)), label + ".small", label + ".end");
    ir.label(label + ".small");
    ir.branch(any.any(isInexact(type, dividend, low)), label + ".divided", label + ".end");
    ir.label(label + ".divided");
    String divided = arithmetic.instruction("fdiv", type, dividend, Vectors.splat(divisor));
    ir.store(vector, divided, variable);
    ir.jump(label + ".end");
    ir.label(label + ".end");
    return ir.load(vector, variable);
  }

  /// The mask of the products that are subnormal or zero. This test comes first, because it is one
  /// instruction on x86.
  private String hasNoExponent(DataType type, String product) {
    DataType integer = type == DataType.FLOAT64 ? DataType.INT64 : DataType.INT32;
    long exponents =
        type == DataType.FLOAT64
            ? Double.doubleToRawLongBits(Double.POSITIVE_INFINITY)
            : Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    String bits =
        ir.let("bitcast " + vectors.of(type) + " " + product + " to " + vectors.of(integer));
    String mask = Vectors.splat(integer, Long.toString(exponents));
    String exponent = arithmetic.instruction("and", integer, bits, mask);
    return ir.let("icmp eq " + vectors.of(integer) + " " + exponent + ", zeroinitializer");
  }

  /// The mask of the products that are not normal although the dividend is not zero.
  private String isInexact(DataType type, String dividend, String product) {
    Scalar leastNormal =
        type == DataType.FLOAT64 ? Scalar.of(Double.MIN_NORMAL) : Scalar.of(Float.MIN_NORMAL);
    String magnitude = arithmetic.intrinsic("fabs", type, product);
    String isSmall = compare("olt", type, magnitude, Vectors.splat(leastNormal));
    String isOther = compare("une", type, dividend, "zeroinitializer");
    return arithmetic.instruction("and", DataType.BOOL, isSmall, isOther);
  }

  private String compare(String predicate, DataType type, String left, String right) {
    return ir.let("fcmp " + predicate + " " + vectors.of(type) + " " + left + ", " + right);
  }
}
