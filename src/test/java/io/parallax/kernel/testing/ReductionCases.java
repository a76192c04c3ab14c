package io.parallax.kernel.testing;

import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Every primitive reduction of every type it takes, with and without a mask, into every type of
/// slot, for some number of rows of some length.
public record ReductionCases(long rows, long rowLength) {
  public Stream<EngineCase> all() {
    return Arrays.stream(Reduction.values())
        .flatMap(reduction -> accumulated(reduction).stream().flatMap(type -> of(reduction, type)));
  }

  public static List<DataType> accumulated(Reduction reduction) {
    return switch (reduction) {
      case SUM, MEAN, MEAN_RESIDUAL, PRODUCT, MINIMUM, MAXIMUM, ARG_MINIMUM, ARG_MAXIMUM ->
          List.of(DataType.FLOAT64, DataType.INT64);
      case CHECKED_SUM, CHECKED_PRODUCT -> List.of(DataType.INT64);
      case ANY, ALL -> List.of(DataType.BOOL);
    };
  }

  public static List<DataType> slots(Reduction reduction, DataType type) {
    return switch (reduction) {
      case SUM, PRODUCT, MINIMUM, MAXIMUM ->
          type == DataType.FLOAT64
              ? List.of(DataType.FLOAT64, DataType.FLOAT32)
              : List.of(DataType.INT64, DataType.INT32);
      case MEAN -> List.of(DataType.FLOAT64, DataType.FLOAT32);
      case MEAN_RESIDUAL -> List.of(DataType.FLOAT64);
      case CHECKED_SUM, CHECKED_PRODUCT, ARG_MINIMUM, ARG_MAXIMUM -> List.of(DataType.INT64);
      case ANY, ALL -> List.of(DataType.BOOL);
    };
  }

  private Stream<EngineCase> of(Reduction reduction, DataType type) {
    Shape shape = Shape.of(rows, rowLength);
    TestArray troubled = Samples.of(type, shape, 1);
    TestArray mask = Samples.of(DataType.BOOL, shape, 2);
    TestArray none = TestArray.of(DataType.BOOL, shape, zeros());
    return Stream.of(
        of(reduction, troubled, List.of()),
        of(reduction, troubled, List.of(mask)),
        of(reduction, troubled, List.of(none)),
        of(reduction, plain(troubled), List.of()),
        of(reduction, plain(troubled), List.of(mask)),
        of(reduction, equal(troubled), List.of(mask)));
  }

  private EngineCase of(Reduction reduction, TestArray values, List<TestArray> masks) {
    LoopBuilder loop = new LoopBuilder(Shape.of(rows, rowLength), 1);
    int value = loop.load(values);
    int mask = masks.isEmpty() ? Sink.NO_MASK : loop.load(masks.getFirst());
    DataType type = values.arrayType().type();
    for (DataType slotType : slots(reduction, type)) {
      int slot = loop.result(slotType, Shape.of(rows));
      loop.sink(new Sink.Reduce(reduction, value, mask, slot, LoopBuilder.ORIGIN));
    }
    String masked = masks.isEmpty() ? "" : " masked";
    return loop.build(reduction + " " + type + masked + " of " + rows + " rows of " + rowLength);
  }

  /// Finite numbers near 1, so that sums and products show every rounding.
  private static TestArray plain(TestArray array) {
    DataType type = array.arrayType().type();
    return type == DataType.FLOAT64
        ? TestArray.of(
            type,
            array.arrayType().shape(),
            LongStream.of(array.bits())
                .map(bits -> (bits & 0x800F_FFFF_FFFF_FFFFL) | 0x3FF0_0000_0000_0000L))
        : array;
  }

  /// The same value everywhere: positions of extremes are ties.
  private static TestArray equal(TestArray array) {
    long[] bits = array.bits();
    return TestArray.of(
        array.arrayType().type(),
        array.arrayType().shape(),
        LongStream.of(bits).map(_ -> bits[bits.length - 1]));
  }

  private LongStream zeros() {
    return LongStream.generate(() -> 0).limit(rows * rowLength);
  }

  /// Several sinks on one loop, as the reductions of one request become.
  public EngineCase together() {
    Shape shape = Shape.of(rows, rowLength);
    LoopBuilder loop = new LoopBuilder(shape, 1);
    int x = loop.load(Samples.of(DataType.FLOAT64, shape, 1));
    int y = loop.load(Samples.of(DataType.FLOAT64, shape, 2));
    int less = loop.add(new Operation.Compare(Comparison.LESS, x, y, DataType.FLOAT64));
    loop.store(less);
    for (int value : new int[] {x, y}) {
      for (int mask : new int[] {Sink.NO_MASK, less}) {
        int slot = loop.result(DataType.FLOAT64, Shape.of(rows));
        loop.sink(new Sink.Reduce(Reduction.SUM, value, mask, slot, LoopBuilder.ORIGIN));
      }
    }
    return loop.build("sums of " + rows + " rows of " + rowLength);
  }
}
