package io.parallax.kernel.llvm.emit;

import io.parallax.program.Reduction;
import io.parallax.type.DataType;

/// The exact sum or product of int64, as long as no lane overflows; otherwise the state says that
/// it is not exact, by a negative count.
final class CheckedReduction implements ReductionEmitter {
  private static final DataType TYPE = DataType.INT64;

  private final boolean multiplies;
  private final Vectors vectors;
  private final IrText ir;
  private final String valueVariable;
  private final String overflowVariable;

  CheckedReduction(int ordinal, Reduction reduction, Vectors vectors, IrText ir) {
    this.multiplies = reduction == Reduction.CHECKED_PRODUCT;
    this.vectors = vectors;
    this.ir = ir;
    valueVariable = ir.variable("%value" + ordinal, vectors.of(TYPE));
    overflowVariable = ir.variable("%overflow" + ordinal, vectors.of(TYPE));
  }

  /// Values, and longs that are negative where these have overflowed.
  private record Checked(String value, String overflow) {}

  @Override
  public void start() {
    ir.store(vectors.of(TYPE), Vectors.splatLong(multiplies ? 1 : 0), valueVariable);
    ir.store(vectors.of(TYPE), "zeroinitializer", overflowVariable);
  }

  @Override
  public void update(String values, String position, String takesPart) {
    String counted =
        new ArithmeticEmitter(vectors, ir)
            .chosen(TYPE, takesPart, values, Vectors.splatLong(multiplies ? 1 : 0));
    Checked after = combine(vectors, load(), counted);
    ir.store(vectors.of(TYPE), after.value(), valueVariable);
    ir.store(vectors.of(TYPE), after.overflow(), overflowVariable);
  }

  private Checked load() {
    return new Checked(
        ir.load(vectors.of(TYPE), valueVariable), ir.load(vectors.of(TYPE), overflowVariable));
  }

  private Checked combine(Vectors width, Checked left, String right) {
    return multiplies ? multiply(width, left, right) : add(width, left, right);
  }

  private Checked add(Vectors width, Checked left, String right) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(width, ir);
    String sum = arithmetic.instruction("add", TYPE, left.value(), right);
    String first = arithmetic.instruction("xor", TYPE, sum, left.value());
    String second = arithmetic.instruction("xor", TYPE, sum, right);
    String overflows = arithmetic.instruction("and", TYPE, first, second);
    return new Checked(sum, arithmetic.instruction("or", TYPE, left.overflow(), overflows));
  }

  private Checked multiply(Vectors width, Checked left, String right) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(width, ir);
    String pair = "{ " + width.of(TYPE) + ", " + width.mask() + " }";
    String both =
        ir.call(
            pair,
            "llvm.smul.with.overflow" + width.suffix(TYPE),
            new IrText.Argument(width.of(TYPE), left.value()),
            new IrText.Argument(width.of(TYPE), right));
    String product = ir.let("extractvalue " + pair + " " + both + ", 0");
    String mask = ir.let("extractvalue " + pair + " " + both + ", 1");
    String overflows = ir.let("sext " + width.mask() + " " + mask + " to " + width.of(TYPE));
    return new Checked(product, arithmetic.instruction("or", TYPE, left.overflow(), overflows));
  }

  @Override
  public void finish(String place, String count) {
    Checked merged = load();
    Vectors width = vectors;
    while (width.lanes() > 1) {
      int half = width.lanes() / 2;
      ArithmeticEmitter whole = new ArithmeticEmitter(width, ir);
      width = new Vectors(half);
      String overflow =
          new ArithmeticEmitter(width, ir)
              .instruction(
                  "or",
                  TYPE,
                  whole.slice(TYPE, merged.overflow(), 0, half),
                  whole.slice(TYPE, merged.overflow(), half, half));
      merged =
          combine(
              width,
              new Checked(whole.slice(TYPE, merged.value(), 0, half), overflow),
              whole.slice(TYPE, merged.value(), half, half));
    }
    String value = element(merged.value());
    String overflows = ir.let("icmp slt i64 " + element(merged.overflow()) + ", 0");
    String sign = ir.let("ashr i64 " + value + ", 63");
    store(value, sign, place);
    ir.store("i64", "0", ir.element("i64", place, "2"));
    ir.store(
        "i64",
        ir.let("select i1 " + overflows + ", i64 -1, i64 " + count),
        ir.element("i64", place, "3"));
  }

  /// Stores a sum of 128 bits, or a product's magnitude and sign.
  private void store(String value, String sign, String place) {
    if (multiplies) {
      String flipped = ir.let("xor i64 " + value + ", " + sign);
      ir.store("i64", ir.let("sub i64 " + flipped + ", " + sign), place);
      ir.store("i64", ir.let("lshr i64 " + sign + ", 63"), ir.element("i64", place, "1"));
    } else {
      ir.store("i64", value, place);
      ir.store("i64", sign, ir.element("i64", place, "1"));
    }
  }

  private String element(String vector) {
    return ir.let("extractelement <1 x i64> " + vector + ", i64 0");
  }
}
