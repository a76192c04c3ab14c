package io.parallax.kernel.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.Frame;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.testing.LoopBuilder;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run that is over is left at the next block, by kernels of which a block takes long enough.
class BlockKernelTest {
  private static final int BLOCKS = 5;

  /// What nobody has written to.
  private static final double UNTOUCHED = -1;

  @AutoClose private final BlockEngine engine = BlockEngine.createScalar();

  /// @param rowLength with rows of this length
  /// @param blocks before whoever asks is told that it is over
  @ParameterizedTest
  @CsvSource({"2560, 0", "2560, 2", "2560, 5", "64, 0", "64, 3"})
  void longLoopsEndAtABlock(int rowLength, int blocks) {
    AtomicInteger asked = new AtomicInteger();

    double[] results = run(100, rowLength, asked, blocks);

    assertThat(asked).hasPositiveValue();
    for (int at = 0; at < results.length; at++) {
      assertThat(results[at]).isEqualTo(at < blocks * Block.SIZE ? 101 : UNTOUCHED);
    }
  }

  @ParameterizedTest
  @CsvSource({"2560", "64"})
  void shortLoopsDoNotAsk(int rowLength) {
    AtomicInteger asked = new AtomicInteger();

    assertThat(run(3, rowLength, asked, 0)).containsOnly(4);
    assertThat(asked).hasValue(0);
  }

  /// Adds an array of ones to itself so many times, until it is over after so many questions.
  private double[] run(int additions, int rowLength, AtomicInteger asked, int questions) {
    Program program = additions(additions, rowLength);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ones = filled(arena, 1);
      MemorySegment results = filled(arena, UNTOUCHED);
      LoopRun run =
          new LoopRun(
              program,
              program.loops().getFirst(),
              new Frame(List.of(ones, results)),
              () -> asked.getAndIncrement() >= questions);
      engine.kernel(program.loops().getFirst()).run(run, run.morsels().get(0));
      return results.toArray(ValueLayout.JAVA_DOUBLE);
    }
  }

  private static Program additions(int count, int rowLength) {
    Shape shape = Shape.of(BLOCKS * Block.SIZE / rowLength, rowLength);
    LoopBuilder loop = new LoopBuilder(shape, 1);
    int x =
        loop.load(
            TestArray.of(new double[BLOCKS * Block.SIZE])
                .reshaped(shape.extent(0), shape.extent(1)),
            List.of((long) rowLength, 1L));
    int sum = x;
    for (int addition = 0; addition < count; addition++) {
      sum =
          loop.add(
              new Operation.Binary(
                  BinaryOperation.ADD, sum, x, DataType.FLOAT64, Operation.NO_ORIGIN));
    }
    return loop.store(sum).build("additions").program();
  }

  private static MemorySegment filled(Arena arena, double value) {
    MemorySegment memory = arena.allocate(BLOCKS * Block.SIZE * Double.BYTES, 64);
    for (int at = 0; at < BLOCKS * Block.SIZE; at++) {
      memory.setAtIndex(ValueLayout.JAVA_DOUBLE, at, value);
    }
    return memory;
  }
}
