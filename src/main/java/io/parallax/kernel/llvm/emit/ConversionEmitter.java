package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.type.DataType;

/// Writes conversions of a value to another type. Bits are not reinterpreted.
public final class ConversionEmitter {
  private final Vectors vectors;
  private final IrText ir;

  public ConversionEmitter(Vectors vectors, IrText ir) {
    this.vectors = vectors;
    this.ir = ir;
  }

  public String convert(DataType from, DataType to, String value) {
    return switch (to) {
      case BOOL -> toBool(from, value);
      case INT32, INT64 -> from.isFloating() ? saturate(from, to, value) : resize(from, to, value);
      case FLOAT32, FLOAT64 -> toFloat(from, to, value);
    };
  }

  private String toBool(DataType from, String value) {
    return switch (from) {
      case BOOL -> value;
      case INT32, INT64 ->
          ir.let("icmp ne " + vectors.of(from) + " " + value + ", zeroinitializer");
      case FLOAT32, FLOAT64 ->
          ir.let("fcmp une " + vectors.of(from) + " " + value + ", zeroinitializer");
    };
  }

  private String resize(DataType from, DataType to, String value) {
    if (from == to) {
      return value;
    }
    if (from == DataType.BOOL) {
      return cast("zext", from, to, value);
    }
    return cast(to == DataType.INT64 ? "sext" : "trunc", from, to, value);
  }

  private String toFloat(DataType from, DataType to, String value) {
    return switch (from) {
      case BOOL -> cast("uitofp", from, to, value);
      case INT32, INT64 -> cast("sitofp", from, to, value);
      case FLOAT32 -> to == from ? value : cast("fpext", from, to, value);
      case FLOAT64 -> to == from ? value : cast("fptrunc", from, to, value);
    };
  }

  /// Converts to an integer by truncation; NaN gives 0, and a value out of range gives the nearest
  /// bound.
  private String saturate(DataType from, DataType to, String value) {
    return ir.call(
        vectors.of(to),
        "llvm.fptosi.sat" + vectors.suffix(to) + vectors.suffix(from),
        new Argument(vectors.of(from), value));
  }

  public String cast(String instruction, DataType from, DataType to, String value) {
    return ir.let(instruction + " " + vectors.of(from) + " " + value + " to " + vectors.of(to));
  }
}
