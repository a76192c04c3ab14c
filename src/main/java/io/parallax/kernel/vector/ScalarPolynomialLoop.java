package io.parallax.kernel.vector;

import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Polynomials for any JVM.
final class ScalarPolynomialLoop implements PolynomialLoop {
  private final DataType type;

  ScalarPolynomialLoop(DataType type) {
    this.type = type;
  }

  @Override
  public void run(Block block, int target, int x, int start, long[] coefficients) {
    if (type == DataType.FLOAT32) {
      runFloats(block, target, x, start, coefficients);
    } else {
      runDoubles(block, target, x, start, coefficients);
    }
  }

  private static void runFloats(Block block, int target, int x, int start, long[] coefficients) {
    for (int i = 0; i < block.count(); i++) {
      long skipped = (long) i * Float.BYTES;
      float argument = floatAt(block, x, skipped);
      float sum = floatAt(block, start, skipped);
      for (int place = 0; place < coefficients.length; place += PATTERN) {
        sum = Math.fma(sum, argument, Float.intBitsToFloat((int) coefficients[place]));
      }
      block.memory(target).set(ValueLayout.JAVA_FLOAT, block.offset(target) + skipped, sum);
    }
  }

  private static float floatAt(Block block, int value, long skipped) {
    return block.memory(value).get(ValueLayout.JAVA_FLOAT, block.offset(value) + skipped);
  }

  private static void runDoubles(Block block, int target, int x, int start, long[] coefficients) {
    for (int i = 0; i < block.count(); i++) {
      long skipped = (long) i * Double.BYTES;
      double argument = doubleAt(block, x, skipped);
      double sum = doubleAt(block, start, skipped);
      for (int place = 0; place < coefficients.length; place += PATTERN) {
        sum = Math.fma(sum, argument, Double.longBitsToDouble(coefficients[place]));
      }
      block.memory(target).set(ValueLayout.JAVA_DOUBLE, block.offset(target) + skipped, sum);
    }
  }

  private static double doubleAt(Block block, int value, long skipped) {
    MemorySegment memory = block.memory(value);
    return memory.get(ValueLayout.JAVA_DOUBLE, block.offset(value) + skipped);
  }
}
