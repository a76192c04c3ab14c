package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;

/// The product of float64 in the eight accumulators of [io.parallax.program.Reduction]: mantissas,
/// their errors, and exponents of two. Elements that take no part are multiplied as 1.
final class FloatProductReduction implements ReductionEmitter {
  private static final DataType TYPE = DataType.FLOAT64;
  private static final DataType BITS = DataType.INT64;
  private static final int LANES = 8;
  private static final long MANTISSA = 0x800F_FFFF_FFFF_FFFFL;
  private static final long ONE = 0x3FF0_0000_0000_0000L;
  private static final long MANTISSA_BITS = 52;
  private static final long EXPONENT_MASK = 0x7FF;
  private static final long BIAS = 1023;
  private static final long SUBNORMAL_SHIFT = 64;
  private static final double SUBNORMAL_SCALE = 0x1p64;

  private final Vectors vectors;
  private final IrText ir;
  private final String mantissaVariable;
  private final String errorVariable;
  private final String exponentVariable;

  FloatProductReduction(int ordinal, Vectors vectors, IrText ir) {
    this.vectors = vectors;
    this.ir = ir;
    Vectors state = new Vectors(LANES);
    mantissaVariable = ir.variable("%mantissa" + ordinal, state.of(TYPE));
    errorVariable = ir.variable("%error" + ordinal, state.of(TYPE));
    exponentVariable = ir.variable("%exponent" + ordinal, state.of(BITS));
  }

  private record Product(String mantissa, String error, String exponent) {}

  @Override
  public void start() {
    store(new Product(Vectors.splatDouble(1), "zeroinitializer", "zeroinitializer"));
  }

  private Product load() {
    Vectors state = new Vectors(LANES);
    return new Product(
        ir.load(state.of(TYPE), mantissaVariable),
        ir.load(state.of(TYPE), errorVariable),
        ir.load(state.of(BITS), exponentVariable));
  }

  private void store(Product product) {
    Vectors state = new Vectors(LANES);
    ir.store(state.of(TYPE), product.mantissa(), mantissaVariable);
    ir.store(state.of(TYPE), product.error(), errorVariable);
    ir.store(state.of(BITS), product.exponent(), exponentVariable);
  }

  @Override
  public void update(String values, String position, String takesPart) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(vectors, ir);
    String counted = arithmetic.chosen(TYPE, takesPart, values, Vectors.splatDouble(1));
    for (int part = 0; part < vectors.lanes() / LANES; part++) {
      store(multiply(load(), arithmetic.slice(TYPE, counted, part * LANES, LANES)));
    }
  }

  private Product multiply(Product product, String values) {
    Vectors state = new Vectors(LANES);
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(state, ir);
    String magnitude = arithmetic.intrinsic("fabs", TYPE, values);
    String tiny =
        compare("fcmp olt", state.of(TYPE), magnitude, Vectors.splatDouble(Double.MIN_NORMAL));
    String enlarged =
        arithmetic.instruction("fmul", TYPE, values, Vectors.splatDouble(SUBNORMAL_SCALE));
    String scaled = arithmetic.select(TYPE, tiny, enlarged, values);
    String bits = ir.let("bitcast " + state.of(TYPE) + " " + scaled + " to " + state.of(BITS));
    String shifted = arithmetic.instruction("lshr", BITS, bits, Vectors.splatLong(MANTISSA_BITS));
    String field = arithmetic.instruction("and", BITS, shifted, Vectors.splatLong(EXPONENT_MASK));
    String isZero = compare("icmp eq", state.of(BITS), field, "zeroinitializer");
    String isSpecial = compare("icmp eq", state.of(BITS), field, Vectors.splatLong(EXPONENT_MASK));
    String kept = ir.let("or " + state.mask() + " " + isZero + ", " + isSpecial);
    String fraction = arithmetic.instruction("and", BITS, bits, Vectors.splatLong(MANTISSA));
    String unit = arithmetic.instruction("or", BITS, fraction, Vectors.splatLong(ONE));
    String mantissaBits = arithmetic.select(BITS, kept, bits, unit);
    String mantissa =
        ir.let("bitcast " + state.of(BITS) + " " + mantissaBits + " to " + state.of(TYPE));
    String power = arithmetic.instruction("sub", BITS, field, Vectors.splatLong(BIAS));
    String tinyPower =
        arithmetic.instruction("sub", BITS, power, Vectors.splatLong(SUBNORMAL_SHIFT));
    String ownPower = arithmetic.select(BITS, tiny, tinyPower, power);
    String exponent = arithmetic.select(BITS, kept, "zeroinitializer", ownPower);
    return multiply(state, product, new Product(mantissa, "", exponent));
  }

  /// The product of two products; an error that is empty is zero.
  private Product multiply(Vectors width, Product left, Product right) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(width, ir);
    String both = arithmetic.instruction("fmul", TYPE, left.mantissa(), right.mantissa());
    String negated = ir.let("fneg " + width.of(TYPE) + " " + both);
    String rounding = arithmetic.intrinsic("fma", TYPE, left.mantissa(), right.mantissa(), negated);
    String error = arithmetic.intrinsic("fma", TYPE, left.error(), right.mantissa(), rounding);
    if (!right.error().isEmpty()) {
      error = arithmetic.intrinsic("fma", TYPE, left.mantissa(), right.error(), error);
    }
    String magnitude = arithmetic.intrinsic("fabs", TYPE, both);
    String halves = compare("fcmp oge", width.of(TYPE), magnitude, Vectors.splatDouble(2));
    String exponent = arithmetic.instruction("add", BITS, left.exponent(), right.exponent());
    String next = arithmetic.instruction("add", BITS, exponent, Vectors.splatLong(1));
    return new Product(
        halved(arithmetic, halves, both),
        halved(arithmetic, halves, error),
        arithmetic.select(BITS, halves, next, exponent));
  }

  private static String halved(ArithmeticEmitter arithmetic, String halves, String value) {
    String half = arithmetic.instruction("fmul", TYPE, value, Vectors.splatDouble(0.5));
    return arithmetic.select(TYPE, halves, half, value);
  }

  private String compare(String instruction, String type, String left, String right) {
    return ir.let(instruction + " " + type + " " + left + ", " + right);
  }

  @Override
  public void finish(String place, String count) {
    Product merged = load();
    for (int lanes = LANES; lanes > 1; lanes /= 2) {
      merged = halve(new Vectors(lanes), merged);
    }
    ir.store("double", element(TYPE, merged.mantissa()), place);
    ir.store("double", element(TYPE, merged.error()), ir.element("i64", place, "1"));
    ir.store("i64", element(BITS, merged.exponent()), ir.element("i64", place, "2"));
    ir.store("i64", count, ir.element("i64", place, "3"));
  }

  private Product halve(Vectors width, Product product) {
    int half = width.lanes() / 2;
    return multiply(
        new Vectors(half), part(width, product, 0, half), part(width, product, half, half));
  }

  private Product part(Vectors width, Product product, int from, int count) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(width, ir);
    return new Product(
        arithmetic.slice(TYPE, product.mantissa(), from, count),
        arithmetic.slice(TYPE, product.error(), from, count),
        arithmetic.slice(BITS, product.exponent(), from, count));
  }

  private String element(DataType type, String vector) {
    return ir.let("extractelement <1 x " + Vectors.element(type) + "> " + vector + ", i64 0");
  }
}
