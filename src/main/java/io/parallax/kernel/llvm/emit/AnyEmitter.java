package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;

/// Writes the test whether any bit of a mask is set; the result is an `i1`.
public final class AnyEmitter {
  private static final int PAIRED = 8;

  private final Vectors vectors;
  private final IrText ir;
  private final boolean testsPairs;

  /// @param testsPairs see [Host.Traits]
  public AnyEmitter(Vectors vectors, IrText ir, boolean testsPairs) {
    this.vectors = vectors;
    this.ir = ir;
    this.testsPairs = testsPairs;
  }

  public String any(String mask) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(vectors, ir);
    if (!testsPairs || vectors.lanes() != 2 * PAIRED) {
      return arithmetic.any(mask);
    }
    Vectors half = new Vectors(PAIRED);
    String low = arithmetic.slice(DataType.BOOL, mask, 0, PAIRED);
    String high = arithmetic.slice(DataType.BOOL, mask, PAIRED, PAIRED);
    String both = ir.let("or " + half.mask() + " " + low + ", " + high);
    return new ArithmeticEmitter(half, ir).any(both);
  }
}
