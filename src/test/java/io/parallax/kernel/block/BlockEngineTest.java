package io.parallax.kernel.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.testing.LoopBuilder;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.MathFunction;
import io.parallax.lowering.Lowering;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockEngineTest {
  @AutoClose private final BlockEngine engine = BlockEngine.createScalar();

  @Test
  void plansALoopOnce() {
    Loop loop = exponentials();
    assertThat(engine.kernel(loop)).isSameAs(engine.kernel(loop));
  }

  @Test
  void tellsLoopsApartThatAreEqual() {
    Loop loop = exponentials();
    Loop equal = exponentials();
    assertThat(equal).isEqualTo(loop);
    assertThat(engine.kernel(equal)).isNotSameAs(engine.kernel(loop));
  }

  /// What is more than a standard workspace is what the program's memory is charged for.
  @ParameterizedTest
  @EnumSource
  void saysFromAboveWhatAKernelBorrows(MathFunction function) {
    for (long count : new long[] {1, 10}) {
      for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
        Loop loop = Lowering.function(function, type, count).loops().getFirst();
        long said = engine.scratchBytes(loop);
        long borrowed = engine.blockKernel(loop).scratchBytes();
        assertThat(Math.max(said, Workspaces.STANDARD_BYTES)).isGreaterThanOrEqualTo(borrowed);
        assertThat(said == 0 || said > Workspaces.STANDARD_BYTES).isTrue();
      }
    }
  }

  @Test
  void valuesThatAreAllTheSameTakeABufferEach() {
    Loop loop = uniform(1_000);
    assertThat(engine.scratchBytes(loop)).isGreaterThanOrEqualTo(1_000L * Block.BUFFER_BYTES);
    assertThat(engine.scratchBytes(loop))
        .isGreaterThanOrEqualTo(engine.blockKernel(loop).scratchBytes());
  }

  /// A row of additions to a value without dimensions.
  private static Loop uniform(int count) {
    LoopBuilder loop = new LoopBuilder(Shape.SCALAR, 0);
    int sum = loop.load(TestArray.of(DataType.FLOAT64, Shape.SCALAR, LongStream.of(1)), List.of());
    int value = sum;
    for (int at = 0; at < count; at++) {
      sum =
          loop.add(
              new Operation.Binary(
                  BinaryOperation.ADD, sum, value, DataType.FLOAT64, Operation.NO_ORIGIN));
    }
    return loop.store(sum).build("uniform").program().loops().getFirst();
  }

  private static Loop exponentials() {
    return Lowering.function(MathFunction.EXP, DataType.FLOAT64, 10).loops().getFirst();
  }
}
