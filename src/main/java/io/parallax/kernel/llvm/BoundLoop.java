package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.emit.Access;
import io.parallax.kernel.llvm.emit.ArgumentLayout;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A loop and the facts about it that the calls of its kernel need, computed once.
///
/// The arrays must not be changed.
final class BoundLoop {
  /// The longest row whose sum takes longer here than in vectors of a block, where the loop only
  /// loads. Measured: 1.3 times as long at 1024 elements, twice at 128, twenty times at two,
  /// because Java finishes each row.
  private static final long SHORT_ROW = 1024;

  /// The same for a loop with a few more operations.
  private static final long SHORT_COMPUTED_ROW = 96;

  private static final int FEW_OPERATIONS = 4;

  private final Loop loop;
  private final LoopForm form;
  private final ArgumentLayout layout;
  private final boolean streams;
  private final boolean compacts;
  private final boolean sumsShortRows;
  final Place[] operands;
  final Place[] stores;
  final Place[] columns;

  final Reduced[] reductions;

  /// The loop's indices of the operations that can fault.
  final int[] faulting;

  /// The extents of the dimensions that number the rows, and each operand's strides in these
  /// dimensions.
  final long[] outerExtents;

  final long[][] outerStrides;

  /// The extents of a row, and each gathered operand's strides within a row.
  final long[] rowExtents;

  final long[][] gatheredStrides;

  /// The number of elements of a row.
  final long inner;

  /// @param streamingBytes the size of a loop's results from which on results are stored past the
  ///   caches
  BoundLoop(Loop loop, LoopForm form, long streamingBytes) {
    this.loop = loop;
    this.form = form;
    this.layout = ArgumentLayout.of(form);
    this.streams = storedBytes(loop, form) >= streamingBytes;
    this.compacts = form.sinks().stream().anyMatch(Sink.Compact.class::isInstance);
    this.inner = loop.inner();
    this.sumsShortRows =
        inner <= (loop.operations().size() == 1 ? SHORT_ROW : SHORT_COMPUTED_ROW)
            && loop.outer() > 1
            && loop.operations().size() <= FEW_OPERATIONS
            && loop.sinks().stream().allMatch(this::isWholeSum);
    this.faulting = form.faulting().stream().mapToInt(Integer::intValue).toArray();
    this.operands =
        IntStream.range(0, loop.operands().size())
            .mapToObj(
                at ->
                    new Place(loop.operands().get(at).slot(), form.operandStorage(at).byteWidth()))
            .toArray(Place[]::new);
    this.stores =
        stream(loop, Sink.Store.class)
            .map(store -> place(store.slot(), store.value()))
            .toArray(Place[]::new);
    this.columns =
        stream(loop, Sink.Compact.class)
            .flatMap(compact -> compact.columns().stream())
            .map(column -> place(column.slot(), column.value()))
            .toArray(Place[]::new);
    this.reductions =
        IntStream.range(0, loop.sinks().size())
            .filter(sink -> loop.sinks().get(sink) instanceof Sink.Reduce)
            .mapToObj(sink -> reduced(sink, (Sink.Reduce) loop.sinks().get(sink)))
            .toArray(Reduced[]::new);
    int outer = loop.extents().size() - loop.rowRank();
    this.outerExtents = longs(loop.extents().subList(0, outer));
    this.rowExtents = longs(loop.extents().subList(outer, loop.extents().size()));
    this.outerStrides =
        loop.operands().stream()
            .map(operand -> longs(operand.strides().subList(0, outer)))
            .toArray(long[][]::new);
    this.gatheredStrides =
        form.operandsOf(Access.GATHERED).stream()
            .map(loop.operands()::get)
            .map(operand -> rowStrides(operand, outer))
            .toArray(long[][]::new);
  }

  /// A slot, and the bytes of each of its elements.
  record Place(int slot, int width) {}

  /// A reduction: the index of its sink, the kind of reduction, and the type of the reduced values.
  record Reduced(int sink, Reduction reduction, DataType type) {}

  private Reduced reduced(int sink, Sink.Reduce reduce) {
    return new Reduced(sink, reduce.reduction(), form.type(reduce.value()));
  }

  private boolean isWholeSum(Sink sink) {
    return sink instanceof Sink.Reduce reduce
        && reduce.mask() == Sink.NO_MASK
        && (reduce.reduction() == Reduction.SUM || reduce.reduction() == Reduction.MEAN)
        && form.type(reduce.value()) == DataType.FLOAT64;
  }

  Loop loop() {
    return loop;
  }

  /// Whether the engine that sums exactly is faster than the kernel.
  boolean sumsShortRows() {
    return sumsShortRows;
  }

  LoopForm form() {
    return form;
  }

  ArgumentLayout layout() {
    return layout;
  }

  /// Whether the loop writes so much that stores past the caches are faster.
  boolean streams() {
    return streams;
  }

  boolean compacts() {
    return compacts;
  }

  private Place place(int slot, int value) {
    return new Place(slot, form.type(value).byteWidth());
  }

  private static <S extends Sink> Stream<S> stream(Loop loop, Class<S> kind) {
    return loop.sinks().stream().filter(kind::isInstance).map(kind::cast);
  }

  private static long[] rowStrides(Operand operand, int outer) {
    return longs(operand.strides().subList(outer, operand.strides().size()));
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static double storedBytes(Loop loop, LoopForm form) {
    double perElement =
        form.stores().stream()
            .map(store -> form.type(store.value()))
            .mapToInt(DataType::byteWidth)
            .sum();
    return perElement * loop.elementCount();
  }
}
