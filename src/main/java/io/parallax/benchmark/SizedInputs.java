package io.parallax.benchmark;

import io.parallax.array.Constant;
import io.parallax.array.Distribution;
import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.array.Linspace;
import io.parallax.array.NDArray;
import io.parallax.array.Random;
import io.parallax.array.Range;
import io.parallax.compute.Generation;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The inputs of a request at another size. The arrays whose first extent is the greatest of all
/// inputs get as many rows as the size asks for; all other inputs stay as they are. Generators make
/// that many rows. Arrays that exist are cut, or repeated from their beginning.
final class SizedInputs {
  private final Map<String, Input> inputs;
  private final long rows;

  SizedInputs(Map<String, Input> inputs) {
    this.inputs = inputs;
    this.rows = inputs.values().stream().mapToLong(SizedInputs::rows).max().orElse(0);
  }

  private static long rows(Input input) {
    Shape shape = input.arrayType().shape();
    return shape.isScalar() ? 0 : shape.extent(0);
  }

  private boolean isSized(Input input) {
    return rows > 0 && rows(input) == rows;
  }

  /// The elements of the longest array that would have another size; 0 if none would.
  long elements() {
    return inputs.values().stream()
        .filter(this::isSized)
        .mapToLong(input -> input.arrayType().shape().elementCount())
        .max()
        .orElse(0);
  }

  /// Makes the inputs so that the longest one has about `size` elements: a whole number of rows, at
  /// least one. Generated and repeated elements are placed in the reservation, which is charged
  /// before they are allocated.
  ///
  /// @param size elements of the longest input; not used where no input is an array
  Map<String, Input> at(long size, Reservation reservation, TaskRunner threads, Deadline deadline) {
    long longest = elements();
    long wanted = longest == 0 ? rows : Math.max(1, size / Math.max(1, longest / rows));
    Map<String, Input> sized = new LinkedHashMap<>();
    inputs.forEach(
        (name, input) ->
            sized.put(
                name,
                switch (isSized(input) ? resized(input, wanted) : input) {
                  case Input.Literal literal when isSized(input) ->
                      new Input.Literal(
                          repeated(literal.array(), wanted, reservation), literal.typing());
                  case Input.Stored stored when isSized(input) ->
                      new Input.Literal(repeated(stored.array(), wanted, reservation));
                  case Generator generator ->
                      new Input.Literal(filled(generator, reservation, threads, deadline));
                  case Input.Literal literal -> literal;
                  case Input.Stored stored -> stored;
                }));
    return sized;
  }

  /// A generator of so many rows; any other input as it is.
  private static Input resized(Input input, long rows) {
    return switch (input) {
      case Range range ->
          new Range(
              range.start(),
              range.start().add(range.step().multiply(BigDecimal.valueOf(rows))),
              range.step(),
              range.type());
      case Linspace linspace ->
          new Linspace(linspace.start(), linspace.stop(), rows, linspace.type());
      case Constant constant -> new Constant(constant.value(), resized(constant.shape(), rows));
      case Random random ->
          new Random(
              random.distribution() instanceof Distribution.Permutation
                  ? new Distribution.Permutation(rows)
                  : random.distribution(),
              resized(random.shape(), rows),
              random.seed(),
              random.type());
      case Input.Literal literal -> literal;
      case Input.Stored stored -> stored;
    };
  }

  private static Shape resized(Shape shape, long rows) {
    List<Long> extents = new ArrayList<>(shape.extents());
    extents.set(0, rows);
    return new Shape(extents);
  }

  private static NDArray filled(
      Generator generator, Reservation reservation, TaskRunner threads, Deadline deadline) {
    NDArray array = allocated(generator.arrayType(), reservation);
    int cores = Runtime.getRuntime().availableProcessors();
    Generation.fill(array, generator, threads, cores, deadline);
    return array;
  }

  /// The first rows of an array, which begins again after its last row.
  private static NDArray repeated(NDArray array, long rows, Reservation reservation) {
    ArrayType type = array.arrayType();
    NDArray copy =
        allocated(new ArrayType(type.storage(), resized(type.shape(), rows)), reservation);
    MemorySegment source = array.segment();
    MemorySegment target = copy.segment();
    for (long at = 0; at < target.byteSize(); at += source.byteSize()) {
      long count = Math.min(source.byteSize(), target.byteSize() - at);
      MemorySegment.copy(source, 0, target, at, count);
    }
    return copy;
  }

  private static NDArray allocated(ArrayType type, Reservation reservation) {
    reservation.grow(NDArray.chargedBytes(type));
    return NDArray.allocate(type, reservation);
  }
}
