package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.type.DataType;

/// Writes how the chosen elements of 8 are moved together. One instruction moves them where the
/// target has it (for a longer vector, LLVM 20 spills the vector to misaligned memory). On other
/// targets the elements are stored one by one: every element is stored, and the next element
/// overwrites it if it is not chosen.
final class CompactionEmitter {
  /// The number of elements moved at a time.
  static final int LANES = 8;

  private static final Vectors EIGHT = new Vectors(LANES);

  private final Vectors vectors;
  private final IrText ir;
  private final boolean compresses;

  CompactionEmitter(Vectors vectors, IrText ir, boolean compresses) {
    this.vectors = vectors;
    this.ir = ir;
    this.compresses = compresses;
  }

  /// Writes the chosen elements to consecutive places. The rest of the 8 places receives undefined
  /// values.
  ///
  /// @param value the vector; the vector of a bool is a mask
  /// @param from the first of the 8 elements within the vectors
  /// @param target the variable with the column's address
  /// @param kept the index in the column of the first chosen element, an `i64`
  void compact(DataType type, String value, String mask, int from, String target, String kept) {
    String place = ir.element(Vectors.stored(type), ir.load("ptr", target), kept);
    String values = stored(type, slice(type, value, from));
    String chosen = slice(DataType.BOOL, mask, from);
    if (compresses) {
      String dense = narrowed(type, compress(type, values, chosen));
      ir.line(
          "store "
              + EIGHT.ofStored(type)
              + " "
              + dense
              + ", ptr "
              + place
              + ", align "
              + type.byteWidth());
    } else {
      storeOneByOne(type, values, chosen, place);
    }
  }

  /// The sum of `kept` and the number of chosen elements.
  String advanced(String mask, int from, String kept) {
    String chosen = slice(DataType.BOOL, mask, from);
    String bits = ir.let("bitcast " + EIGHT.mask() + " " + chosen + " to i8");
    String count = ir.call("i8", "llvm.ctpop.i8", new Argument("i8", bits));
    return ir.let("add i64 " + kept + ", " + ir.let("zext i8 " + count + " to i64"));
  }

  private String compress(DataType type, String values, String chosen) {
    String element = wide(type);
    String vector = EIGHT.of(element);
    return ir.call(
        vector,
        "llvm.experimental.vector.compress"
            + (type == DataType.BOOL ? EIGHT.suffix("i32") : EIGHT.suffix(type)),
        new Argument(vector, values),
        new Argument(EIGHT.mask(), chosen),
        new Argument(vector, "poison"));
  }

  private void storeOneByOne(DataType type, String values, String chosen, String firstPlace) {
    String place = firstPlace;
    for (int lane = 0; lane < LANES; lane++) {
      String element =
          ir.let("extractelement " + EIGHT.of(wide(type)) + " " + values + ", i64 " + lane);
      if (type == DataType.BOOL) {
        ir.store("i8", ir.let("trunc i32 " + element + " to i8"), place);
      } else {
        ir.store(Vectors.stored(type), element, place);
      }
      String bit = ir.let("extractelement " + EIGHT.mask() + " " + chosen + ", i64 " + lane);
      String step = ir.let("zext i1 " + bit + " to i64");
      place = ir.element(Vectors.stored(type), place, step);
    }
  }

  /// The type in which elements are moved. Bytes are moved as ints, because more processors have
  /// the instruction for ints.
  private static String wide(DataType type) {
    return type == DataType.BOOL ? "i32" : Vectors.element(type);
  }

  private String slice(DataType type, String vector, int from) {
    return new ArithmeticEmitter(vectors, ir).slice(type, vector, from, LANES);
  }

  private String stored(DataType type, String values) {
    return type == DataType.BOOL
        ? ir.let("zext " + EIGHT.mask() + " " + values + " to " + EIGHT.of("i32"))
        : values;
  }

  private String narrowed(DataType type, String values) {
    return type == DataType.BOOL
        ? ir.let("trunc " + EIGHT.of("i32") + " " + values + " to " + EIGHT.of("i8"))
        : values;
  }
}
