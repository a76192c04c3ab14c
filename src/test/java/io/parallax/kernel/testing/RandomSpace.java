package io.parallax.kernel.testing;

import io.parallax.program.Loop;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// What a loop runs through: from no dimension to four, from no element to several morsels.
///
/// @param rowRank trailing dimensions that form a row, when its rows are reduced
record RandomSpace(Shape shape, int rowRank) {
  private static final long[] AROUND_LANES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63};
  private static final long[] AROUND_BLOCKS = {
    64, 65, 127, 128, 129, 255, 256, 257, 511, 512, 513, 1023, 1024, 1025, 1537
  };
  private static final long[] AROUND_MORSELS = {
    Loop.MORSEL - 1, Loop.MORSEL, Loop.MORSEL + 1, 2 * Loop.MORSEL + 5
  };

  /// Operations that are many, and so few that a large space is worth it.
  private static final int MANY = 100;

  private static final int LARGE = 12;

  /// A random space.
  ///
  /// @param kinds source of the kind of space: those of one kind are mostly read in the same ways
  /// @param sizes source of its extents
  /// @param operations of the loop: many are not worth a large space, which the oracle runs through
  ///   an element and an operation at a time
  public static RandomSpace next(SplittableRandom kinds, SplittableRandom sizes, int operations) {
    int kind = kinds.nextInt(100);
    boolean isLarge = operations <= LARGE;
    if (kind < 2) {
      return new RandomSpace(Shape.SCALAR, 0);
    } else if (kind < 30 || operations > MANY) {
      return vector(pick(sizes, AROUND_LANES));
    } else if (kind < 50) {
      return vector(pick(sizes, AROUND_BLOCKS));
    } else if (kind < 58) {
      return vector(sizes.nextInt(3_000));
    } else if (kind < 60) {
      return vector(isLarge ? pick(sizes, AROUND_MORSELS) : sizes.nextInt(2));
    } else if (kind < 68) {
      return rows(sizes.nextInt(1, 700), kinds.nextInt(1, 6));
    } else if (kind < 80) {
      return rows(sizes.nextInt(1, 20), pick(sizes, AROUND_LANES));
    } else if (kind < 81 && isLarge) {
      return sizes.nextBoolean() ? rows(Loop.MORSEL + 3, 1) : rows(2, Loop.MORSEL + 9);
    }
    int rank = kinds.nextInt(2, 5);
    return dimensions(rank, kinds.nextInt(rank + 1), sizes);
  }

  private static RandomSpace vector(long length) {
    return new RandomSpace(Shape.of(length), 1);
  }

  private static RandomSpace rows(long count, long length) {
    return new RandomSpace(Shape.of(count, length), 1);
  }

  private static RandomSpace dimensions(int rank, int rowRank, SplittableRandom sizes) {
    List<Long> extents = new ArrayList<>();
    for (int dimension = 0; dimension < rank; dimension++) {
      extents.add(sizes.nextInt(50) == 0 ? 0 : sizes.nextLong(1, 9));
    }
    return new RandomSpace(new Shape(extents), rowRank);
  }

  private static long pick(SplittableRandom random, long[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  public long elementCount() {
    return shape.elementCount();
  }

  /// The same space as one row.
  public RandomSpace asRow() {
    return new RandomSpace(shape, shape.rank());
  }

  /// The shape of what its rows are reduced to.
  public Shape rows() {
    return new Shape(shape.extents().subList(0, shape.rank() - rowRank));
  }

  /// Strides of an array that is dense in the dimensions given, the last of them innermost, and
  /// repeated along all others.
  ///
  /// @param step elements from one to the next
  public List<Long> strides(List<Integer> dimensions, long step) {
    Long[] strides = new Long[shape.rank()];
    Arrays.fill(strides, 0L);
    long stride = step;
    for (int dimension : dimensions.reversed()) {
      strides[dimension] = stride;
      stride *= Math.max(1, shape.extent(dimension));
    }
    return List.of(strides);
  }

  /// How many elements an array needs that is read by those strides.
  public long elementsRead(List<Long> strides) {
    boolean isRead = elementCount() > 0 || strides.stream().allMatch(stride -> stride == 0);
    long elements = isRead ? 1 : 0;
    for (int dimension = 0; isRead && dimension < shape.rank(); dimension++) {
      elements += strides.get(dimension) * (Math.max(1, shape.extent(dimension)) - 1);
    }
    return elements;
  }
}
