package io.parallax.kernel.block.loop;

import io.parallax.type.DataType;
import java.lang.foreign.ValueLayout;

/// A polynomial loop that any JVM can run.
public final class ScalarPolynomialLoop implements PolynomialLoop {
  private final DataType type;

  public ScalarPolynomialLoop(DataType type) {
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
      long skipped = Memory.bytes(i, Float.BYTES);
      float argument = floatAt(block, x, skipped);
      float sum = floatAt(block, start, skipped);
      for (int place = 0; place < coefficients.length; place += PATTERN) {
        sum = Math.fma(sum, argument, Float.intBitsToFloat((int) coefficients[place]));
      }
      Memory.ALL.set(ValueLayout.JAVA_FLOAT, block.address(target) + skipped, sum);
    }
  }

  private static float floatAt(Block block, int value, long skipped) {
    return Memory.ALL.get(ValueLayout.JAVA_FLOAT, block.address(value) + skipped);
  }

  private static void runDoubles(Block block, int target, int x, int start, long[] coefficients) {
    for (int i = 0; i < block.count(); i++) {
      long skipped = Memory.bytes(i, Double.BYTES);
      double argument = doubleAt(block, x, skipped);
      double sum = doubleAt(block, start, skipped);
      for (int place = 0; place < coefficients.length; place += PATTERN) {
        sum = Math.fma(sum, argument, Double.longBitsToDouble(coefficients[place]));
      }
      Memory.ALL.set(ValueLayout.JAVA_DOUBLE, block.address(target) + skipped, sum);
    }
  }

  private static double doubleAt(Block block, int value, long skipped) {
    return Memory.ALL.get(ValueLayout.JAVA_DOUBLE, block.address(value) + skipped);
  }
}
