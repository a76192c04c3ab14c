package io.parallax.program;

import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The space a [Loop] runs over before dimensions are merged, and how many of its innermost
/// dimensions make a row.
public record Domain(Space space, int rowRank) {
  /// Every element of the shape in row-major order, in one row.
  public static Domain whole(Shape shape) {
    return reducing(shape, IntStream.range(0, shape.rank()).boxed().toList());
  }

  /// The shape with the given dimensions, ascending, as rows.
  public static Domain reducing(Shape shape, List<Integer> axes) {
    Stream<Integer> kept =
        IntStream.range(0, shape.rank()).boxed().filter(dimension -> !axes.contains(dimension));
    return new Domain(new Space(shape, Stream.concat(kept, axes.stream()).toList()), axes.size());
  }

  public Shape shape() {
    return space.shape();
  }

  /// Extents in the order of nesting.
  public List<Long> extents() {
    return space.order().stream().map(shape()::extent).toList();
  }

  /// Whether elements are visited in the shape's own row-major order.
  public boolean isRowMajor() {
    return IntStream.range(0, space.order().size()).allMatch(at -> space.order().get(at) == at);
  }

  public long rowLength() {
    return new Shape(extents().subList(shape().rank() - rowRank, shape().rank())).elementCount();
  }

  /// The shape of one element per row: the dimensions of the row have extent 1, and leading ones of
  /// them are dropped, so that a whole-array reduction is a scalar.
  public Shape rowsShape() {
    List<Integer> order = space.order();
    List<Integer> reduced = order.subList(order.size() - rowRank, order.size());
    List<Long> kept = new ArrayList<>();
    for (int dimension = 0; dimension < order.size(); dimension++) {
      if (!reduced.contains(dimension)) {
        kept.add(shape().extent(dimension));
      } else if (!kept.isEmpty()) {
        kept.add(1L);
      }
    }
    return new Shape(kept);
  }

  /// The strides, in the order of nesting, by which a dense array of that shape is read.
  public List<Long> strides(Shape array) {
    int rank = shape().rank();
    Long[] strides = new Long[rank];
    Arrays.fill(strides, 0L);
    long stride = 1;
    for (int dimension = array.rank() - 1; dimension >= 0; dimension--) {
      long extent = array.extent(dimension);
      strides[rank - array.rank() + dimension] = extent == 1 ? 0 : stride;
      stride *= extent;
    }
    return space.order().stream().map(dimension -> strides[dimension]).toList();
  }
}
