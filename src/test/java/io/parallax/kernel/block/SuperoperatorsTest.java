package io.parallax.kernel.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parallax.kernel.block.loop.BufferPlan;
import io.parallax.kernel.block.loop.Species;
import io.parallax.kernel.block.superoperator.SuperoperatorWriter;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.ExpressionEquality;
import io.parallax.kernel.testing.LoopBuilder;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.OperationCases;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.program.Loop;
import io.parallax.program.Operation;
import io.parallax.program.Table;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every two operations and more that could be a superoperator are one, from the first block on.
class SuperoperatorsTest extends ExpressionEquality {
  private static final int MOST = 48;

  @AutoClose
  static final BlockEngine ENGINE =
      new BlockEngine(
          new VectorLoops(),
          new FusionAtOnce(SuperoperatorWriter::write, SuperoperatorsTest::every));

  private static Optional<OperationGroups.Group> every(OperationGroups groups, int start, int end) {
    return groups.from(start, end, MOST).filter(group -> group.members().size() > 1);
  }

  @Override
  protected ProgramRunner runner() {
    return new EngineRunner(ENGINE, MorselOrder.CONCURRENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1025})
  void lookupsHaveTheBitsOfTheOracle(int length) {
    check(new OperationCases(length).lookups());
  }

  @ParameterizedTest
  @EnumSource(names = {"INT32", "INT64"})
  void lookupsInTablesOfUpToTwoVectorsSplitNoGroup(DataType type) {
    assumeTrue(Species.BITS == 512, "machines with other vectors look up in memory");
    int most = 2 * Species.of(type).length();
    for (int size = 2; size <= 2 * most; size *= 2) {
      int members = everything(loopWithLookup(type, size)).members().size();
      assertThat(members).as("size %d", size).isEqualTo(size <= most ? 3 : 1);
    }
  }

  private static OperationGroups.Group everything(Loop loop) {
    OperationGroups groups = new OperationGroups(loop, new BufferPlan(loop));
    return groups.from(1, loop.operations().size(), MOST).orElseThrow();
  }

  /// Negates an index, looks it up and negates what is found.
  private static Loop loopWithLookup(DataType type, int size) {
    LoopBuilder loop = new LoopBuilder(Shape.of(1), 1);
    Table table =
        type == DataType.INT64 ? Table.of("t", new long[size]) : Table.of("t", new int[size]);
    int index = loop.load(TestArray.of(type, Shape.of(1), LongStream.of(5)), List.of(1L));
    int negative = loop.add(new Operation.Unary(UnaryOperation.NEGATE, index, type));
    int found = loop.add(new Operation.Lookup(table, negative));
    return loop.store(loop.add(new Operation.Unary(UnaryOperation.NEGATE, found, type))).loop();
  }
}
