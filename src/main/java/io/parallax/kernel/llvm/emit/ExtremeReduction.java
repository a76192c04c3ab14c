package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.Accumulator;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// The minimum or maximum of float64 values, which does not depend on their order.
///
/// IEEE 754's minimum takes half a dozen instructions. This reduction takes three instructions for
/// each element: a comparison, which loses NaNs and the sign of a zero; one instruction that
/// records whether there was a NaN; and one that gathers signs. At the end the signs decide a zero.
/// Where a lane's minimum is a zero, all its elements were zeros or greater, so the minimum is −0
/// if any sign was set. Where its maximum is a zero, the maximum is −0 if all signs were set.
final class ExtremeReduction implements ReductionEmitter {
  private static final DataType TYPE = DataType.FLOAT64;

  private final Reduction reduction;
  private final Vectors vectors;
  private final Vectors half;
  private final IrText ir;
  private final ArithmeticEmitter arithmetic;
  private final boolean least;
  private final String extreme;
  private final String signs;
  private final String nans;

  ExtremeReduction(int ordinal, Reduction reduction, Vectors vectors, IrText ir) {
    this.reduction = reduction;
    this.vectors = vectors;
    this.half = new Vectors(vectors.lanes() / 2);
    this.ir = ir;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.least = reduction == Reduction.MINIMUM;
    extreme = ir.variable("%extreme" + ordinal, vectors.of(TYPE));
    signs = ir.variable("%signs" + ordinal, vectors.of(DataType.INT64));
    nans = ir.variable("%nans" + ordinal, half.mask());
  }

  @Override
  public void start() {
    ir.store(vectors.of(TYPE), identity(), extreme);
    ir.store(vectors.of(DataType.INT64), Vectors.splatLong(least ? 0 : -1), signs);
    ir.store(half.mask(), "zeroinitializer", nans);
  }

  /// The value of elements that take no part; its sign leaves the gathered signs unchanged.
  private String identity() {
    return Vectors.splat(new Scalar(TYPE, Accumulator.identity(reduction, true)));
  }

  @Override
  public void update(String values, String position, String takesPart) {
    String counted = arithmetic.chosen(TYPE, takesPart, values, identity());
    String before = ir.load(vectors.of(TYPE), extreme);
    String better = compare(least ? "olt" : "ogt", counted, before);
    ir.store(vectors.of(TYPE), arithmetic.select(TYPE, better, counted, before), extreme);
    gatherSigns(counted);
    noteNans(counted);
  }

  private void gatherSigns(String values) {
    String bits = bits(values);
    String before = ir.load(vectors.of(DataType.INT64), signs);
    ir.store(
        vectors.of(DataType.INT64),
        arithmetic.instruction(least ? "or" : "and", DataType.INT64, before, bits),
        signs);
  }

  /// Records NaNs. One comparison finds the NaNs of two halves.
  private void noteNans(String values) {
    String low = arithmetic.slice(TYPE, values, 0, half.lanes());
    String high = arithmetic.slice(TYPE, values, half.lanes(), half.lanes());
    String found = ir.let("fcmp uno " + half.of(TYPE) + " " + low + ", " + high);
    String before = ir.load(half.mask(), nans);
    ir.store(half.mask(), ir.let("or " + half.mask() + " " + before + ", " + found), nans);
  }

  @Override
  public void finish(String place, String count) {
    String merged = signedZeros(ir.load(vectors.of(TYPE), extreme));
    for (int lanes = vectors.lanes(); lanes > 1; lanes /= 2) {
      ArithmeticEmitter whole = new ArithmeticEmitter(new Vectors(lanes), ir);
      String low = whole.slice(TYPE, merged, 0, lanes / 2);
      String high = whole.slice(TYPE, merged, lanes / 2, lanes / 2);
      merged =
          new ArithmeticEmitter(new Vectors(lanes / 2), ir)
              .intrinsic(least ? "minimum" : "maximum", TYPE, low, high);
    }
    String value = ir.let("extractelement <1 x double> " + merged + ", i64 0");
    String anyNan = new ArithmeticEmitter(half, ir).any(ir.load(half.mask(), nans));
    String nan = Vectors.literal(Scalar.of(Double.NaN));
    ir.store(
        "double", ir.let("select i1 " + anyNan + ", double " + nan + ", double " + value), place);
    ir.store("i64", "0", ir.element("i64", place, "1"));
    ir.store("i64", "0", ir.element("i64", place, "2"));
    ir.store("i64", count, ir.element("i64", place, "3"));
  }

  private String signedZeros(String values) {
    String gathered = ir.load(vectors.of(DataType.INT64), signs);
    String sign =
        arithmetic.instruction("and", DataType.INT64, gathered, Vectors.splatLong(Long.MIN_VALUE));
    String zero =
        ir.let("bitcast " + vectors.of(DataType.INT64) + " " + sign + " to " + vectors.of(TYPE));
    return arithmetic.select(TYPE, compare("oeq", values, "zeroinitializer"), zero, values);
  }

  private String bits(String values) {
    return ir.let(
        "bitcast " + vectors.of(TYPE) + " " + values + " to " + vectors.of(DataType.INT64));
  }

  private String compare(String predicate, String left, String right) {
    return ir.let("fcmp " + predicate + " " + vectors.of(TYPE) + " " + left + ", " + right);
  }
}
