package io.parallax.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Distribution;
import io.parallax.array.Random;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Value;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniformLoweringTest {
  private static final int COUNT = 1_000;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE, 0x9E37_79B9_7F4A_7C15L})
  void elementsAreThoseOfTheGenerator(long seed) {
    assertThat(elements(seed, 0)).isEqualTo(generated(seed));
  }

  /// The generator's state grows by the same number with each element.
  @Test
  void elementsBeforeTheFirstAreThoseOfASeedThatIsSmallerByTheirIncrements() {
    long increment = 0x9E37_79B9_7F4A_7C15L;
    assertThat(elements(42, -COUNT)).isEqualTo(generated(42 - COUNT * increment));
  }

  /// Elements from `first` on.
  private static TestArray elements(long seed, long first) {
    Graph graph = new Graph();
    int index = graph.add(new Node.Input("i", DataType.INT64, Shape.of(COUNT)));
    int seeds = graph.add(new Node.Input("seed", DataType.INT64, Shape.of(1)));
    Results results = new Results(graph);
    results.add(
        "result",
        UniformLowering.of(new Value(graph, seeds), new Value(graph, index)).node(),
        Shape.of(COUNT));

    Outcome outcome =
        EngineRunner.ORACLE.run(
            results.program(),
            Map.of(
                "i",
                TestArray.of(LongStream.range(first, first + COUNT).toArray()),
                "seed",
                TestArray.of(seed)));

    return ((Outcome.Values) outcome).result("result");
  }

  private static TestArray generated(long seed) {
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.of(COUNT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(type.byteSize(), Long.BYTES);
      new Random(new Distribution.Uniform(0, 1), type.shape(), seed).fill(memory, 0, COUNT);
      return TestArray.read(type, memory);
    }
  }
}
