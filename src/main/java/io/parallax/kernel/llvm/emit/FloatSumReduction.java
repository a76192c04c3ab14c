package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;

/// The exact sum of float64, as long as two doubles a lane can represent it; otherwise the state
/// says that it is not exact, by a negative count.
///
/// Each lane has a running sum and the sum of the additions' errors, which Knuth's TwoSum computes.
/// The addition of an error is exact if and only if taking either summand off the result gives the
/// other: taking the smaller one's partner off is exact (Dekker, 1971). The differences of these
/// bits are collected. Elements that take no part are added as +0.
final class FloatSumReduction implements ReductionEmitter {
  private static final DataType TYPE = DataType.FLOAT64;

  private final Vectors vectors;
  private final IrText ir;
  private final String sumVariable;
  private final String errorsVariable;
  private final String lostVariable;

  FloatSumReduction(int ordinal, Vectors vectors, IrText ir) {
    this.vectors = vectors;
    this.ir = ir;
    sumVariable = ir.variable("%sum" + ordinal, vectors.of(TYPE));
    errorsVariable = ir.variable("%errors" + ordinal, vectors.of(TYPE));
    lostVariable = ir.variable("%lost" + ordinal, vectors.of(DataType.INT64));
  }

  /// Sums, the sums of their errors, and bits that are not zero where these are not exact.
  private record Sums(String sum, String errors, String lost) {}

  @Override
  public void start() {
    ir.store(vectors.of(TYPE), "zeroinitializer", sumVariable);
    ir.store(vectors.of(TYPE), "zeroinitializer", errorsVariable);
    ir.store(vectors.of(DataType.INT64), "zeroinitializer", lostVariable);
  }

  @Override
  public void update(String values, String position, String takesPart) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(vectors, ir);
    String counted = arithmetic.chosen(TYPE, takesPart, values, Vectors.splatDouble(0));
    Sums after = add(vectors, load(), counted);
    ir.store(vectors.of(TYPE), after.sum(), sumVariable);
    ir.store(vectors.of(TYPE), after.errors(), errorsVariable);
    ir.store(vectors.of(DataType.INT64), after.lost(), lostVariable);
  }

  private Sums load() {
    return new Sums(
        ir.load(vectors.of(TYPE), sumVariable),
        ir.load(vectors.of(TYPE), errorsVariable),
        ir.load(vectors.of(DataType.INT64), lostVariable));
  }

  private Sums add(Vectors width, Sums sums, String values) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(width, ir);
    String a = sums.sum();
    String sum = arithmetic.instruction("fadd", TYPE, a, values);
    String bPart = arithmetic.instruction("fsub", TYPE, sum, a);
    String aPart = arithmetic.instruction("fsub", TYPE, sum, bPart);
    String aError = arithmetic.instruction("fsub", TYPE, a, aPart);
    String bError = arithmetic.instruction("fsub", TYPE, values, bPart);
    String error = arithmetic.instruction("fadd", TYPE, aError, bError);
    return addErrors(width, new Sums(sum, sums.errors(), sums.lost()), error);
  }

  private Sums addErrors(Vectors width, Sums sums, String error) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(width, ir);
    String before = sums.errors();
    String errors = arithmetic.instruction("fadd", TYPE, before, error);
    String first = differs(width, errors, before, error);
    String second = differs(width, errors, error, before);
    String either = arithmetic.instruction("or", DataType.INT64, first, second);
    return new Sums(
        sums.sum(), errors, arithmetic.instruction("or", DataType.INT64, sums.lost(), either));
  }

  /// The bits in which `sum` − `part` differs from the other part.
  private String differs(Vectors width, String sum, String part, String other) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(width, ir);
    String difference = arithmetic.instruction("fsub", TYPE, sum, part);
    return arithmetic.instruction(
        "xor", DataType.INT64, bits(width, difference), bits(width, other));
  }

  private String bits(Vectors width, String values) {
    return ir.let("bitcast " + width.of(TYPE) + " " + values + " to " + width.of(DataType.INT64));
  }

  @Override
  public void finish(String place, String count) {
    Sums merged = load();
    Vectors width = vectors;
    while (width.lanes() > 1) {
      merged = halve(width, merged);
      width = new Vectors(width.lanes() / 2);
    }
    String sum = element(TYPE, merged.sum());
    String errors = element(TYPE, merged.errors());
    String lost = element(DataType.INT64, merged.lost());
    ir.store("double", sum, place);
    ir.store("double", errors, ir.element("i64", place, "1"));
    ir.store("i64", "0", ir.element("i64", place, "2"));
    String isLost = ir.let("icmp ne i64 " + lost + ", 0");
    String isNan = ir.let("fcmp uno double " + errors + ", " + errors);
    String isInexact = ir.let("or i1 " + isLost + ", " + isNan);
    ir.store(
        "i64",
        ir.let("select i1 " + isInexact + ", i64 -1, i64 " + count),
        ir.element("i64", place, "3"));
  }

  private Sums halve(Vectors width, Sums sums) {
    int half = width.lanes() / 2;
    Vectors halfWidth = new Vectors(half);
    ArithmeticEmitter whole = new ArithmeticEmitter(width, ir);
    String lost =
        new ArithmeticEmitter(halfWidth, ir)
            .instruction(
                "or",
                DataType.INT64,
                whole.slice(DataType.INT64, sums.lost(), 0, half),
                whole.slice(DataType.INT64, sums.lost(), half, half));
    Sums low =
        new Sums(
            whole.slice(TYPE, sums.sum(), 0, half),
            whole.slice(TYPE, sums.errors(), 0, half),
            lost);
    Sums added = add(halfWidth, low, whole.slice(TYPE, sums.sum(), half, half));
    return addErrors(halfWidth, added, whole.slice(TYPE, sums.errors(), half, half));
  }

  private String element(DataType type, String vector) {
    return ir.let("extractelement <1 x " + Vectors.element(type) + "> " + vector + ", i64 0");
  }
}
