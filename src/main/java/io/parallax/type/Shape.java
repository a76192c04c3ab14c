package io.parallax.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The extents of an n-dimensional array, outermost first; the empty list is the shape of a scalar
/// (0-d).
///
/// Extents are zero or more, and their product fits a `long`. The compact constructor refuses other
/// extents with [ArithmeticException]; callers that read user input check with [#fits] first.
public record Shape(List<Long> extents) {
  /// The most dimensions an array may have.
  public static final int MAX_RANK = 16;

  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    extents = List.copyOf(extents);
    if (extents.size() > MAX_RANK) {
      throw new IllegalArgumentException("rank " + extents.size() + " exceeds " + MAX_RANK);
    }
    if (extents.stream().anyMatch(extent -> extent < 0)) {
      throw new IllegalArgumentException("negative extent in " + extents);
    }
    product(extents);
  }

  public static Shape of(long... extents) {
    List<Long> boxed = new ArrayList<>(extents.length);
    for (long extent : extents) {
      boxed.add(extent);
    }
    return new Shape(boxed);
  }

  /// Whether these extents make a valid shape: rank in bounds, none negative, product within a
  /// `long`.
  public static boolean fits(List<Long> extents) {
    if (extents.size() > MAX_RANK || extents.stream().anyMatch(extent -> extent < 0)) {
      return false;
    }
    try {
      product(extents);
      return true;
    } catch (ArithmeticException overflow) {
      return false;
    }
  }

  public int rank() {
    return extents.size();
  }

  public boolean isScalar() {
    return extents.isEmpty();
  }

  public long extent(int dimension) {
    return extents.get(dimension);
  }

  /// The product of the extents; 1 for a scalar, 0 when any extent is 0.
  public long elementCount() {
    return product(extents);
  }

  /// The shape to which both shapes broadcast by NumPy's rule (aligned at the right, 1 stretches).
  /// Empty when they do not agree or the result would not be a valid shape.
  public Optional<Shape> broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    List<Long> result = new ArrayList<>(rank);
    for (int dimension = 0; dimension < rank; dimension++) {
      long mine = alignedExtent(dimension, rank);
      long others = other.alignedExtent(dimension, rank);
      if (mine != others && mine != 1 && others != 1) {
        return Optional.empty();
      }
      result.add(mine == 1 ? others : mine);
    }
    return fits(result) ? Optional.of(new Shape(result)) : Optional.empty();
  }

  private long alignedExtent(int dimension, int rank) {
    int own = dimension - (rank - rank());
    return own < 0 ? 1 : extents.get(own);
  }

  private static long product(List<Long> extents) {
    if (extents.contains(0L)) {
      return 0;
    }
    long product = 1;
    for (long extent : extents) {
      product = Math.multiplyExact(product, extent);
    }
    return product;
  }

  /// Python's tuple notation: `()`, `(3,)`, `(2, 3)`.
  @Override
  public String toString() {
    return extents.size() == 1
        ? "(" + extents.getFirst() + ",)"
        : extents.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
