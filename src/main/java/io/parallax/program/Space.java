package io.parallax.program;

import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The coordinates of a [Loop]: the broadcast shape of its arrays, and the order in which its
/// dimensions are nested.
///
/// @param order the dimensions of `shape`, outermost of the loop first; a permutation
public record Space(Shape shape, List<Integer> order) {
  public Space {
    order = List.copyOf(order);
    if (order.size() != shape.rank()) {
      throw new IllegalArgumentException(order + " does not order " + shape);
    }
  }

  /// The array index of the element the loop visits at that flat position.
  public List<Long> indexAt(long position) {
    List<Long> index = new ArrayList<>(Collections.nCopies(order.size(), 0L));
    long rest = position;
    for (int nesting = order.size() - 1; nesting >= 0; nesting--) {
      int dimension = order.get(nesting);
      long extent = Math.max(1, shape.extent(dimension));
      index.set(dimension, rest % extent);
      rest /= extent;
    }
    return index;
  }
}
