package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.language.MathFunction;
import io.parallax.type.DataType;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweepTest {
  /// Chunks of a million floats with subnormals, ones near 1, large ones, NaN and −∞.
  private static final long[] CHUNKS = {0, 0x3F7, 0x42B, 0xFF8};

  @ParameterizedTest
  @EnumSource(names = {"EXP", "SIN", "LOG1P"})
  void everyFloatOfAChunkIsWithinTheBound(MathFunction function) {
    FunctionUnderTest underTest = new FunctionUnderTest(function, DataType.FLOAT32);
    try (Engines engines = new Engines()) {
      Survey.Finding worst = new Sweep(underTest, engines).run(LongStream.of(CHUNKS));
      assertEquals((long) CHUNKS.length << 20, worst.points());
      assertTrue(worst.error() <= underTest.errorBound(), worst::toString);
      assertTrue(worst.error() > 0.49, worst::toString);
    }
  }
}
