package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The reader's position in nested arrays, and the shape they have shown so far. All arrays of a
/// depth must have the same number of elements, and all elements must be at the same depth. Not
/// thread safe.
final class Nesting {
  private static final int UNKNOWN = -1;

  private final JsonCursor cursor;

  /// The number of elements of the first array that ended, by depth; 1 is the outermost array.
  private final long[] extents = new long[Shape.MAX_RANK + 1];

  /// The number of elements of the array being read, by depth.
  private final long[] counts = new long[Shape.MAX_RANK + 1];

  private int depth;
  private int elementDepth = UNKNOWN;

  Nesting(JsonCursor cursor) {
    this.cursor = cursor;
    Arrays.fill(extents, UNKNOWN);
  }

  /// Whether no array is being read.
  boolean isClosed() {
    return depth == 0;
  }

  /// Records that an array begins.
  void open() {
    if (depth == elementDepth) {
      throw ragged("an array stands where the elements before are numbers or bools");
    }
    if (depth == Shape.MAX_RANK) {
      throw invalid("arrays are nested deeper than " + Shape.MAX_RANK);
    }
    counts[depth]++;
    depth++;
    counts[depth] = 0;
  }

  /// Records an element.
  void element() {
    if (depth != elementDepth) {
      if (elementDepth != UNKNOWN) {
        throw ragged(cursor.shown() + " stands where the elements before are arrays");
      }
      elementDepth = depth;
    }
    counts[depth]++;
  }

  /// Records that an element is left out, which has no place in an array of several dimensions.
  void skippedElement() {
    if (depth != 1 || (elementDepth != UNKNOWN && elementDepth != 1)) {
      throw invalid("only arrays of one dimension leave elements out");
    }
    elementDepth = 1;
  }

  /// Records `count` elements that directly follow an element.
  void moreElements(long count) {
    counts[depth] += count;
  }

  /// Records that an array ends.
  void close() {
    if (extents[depth] == UNKNOWN) {
      extents[depth] = counts[depth];
    } else if (extents[depth] != counts[depth]) {
      throw ragged(
          "this array has " + counts[depth] + " elements and those before have " + extents[depth]);
    }
    if (elementDepth == UNKNOWN) {
      elementDepth = depth;
    }
    depth--;
  }

  /// The shape, after the last array has ended.
  Shape shape() {
    List<Long> shape = new ArrayList<>();
    for (int level = 1; level <= elementDepth; level++) {
      shape.add(extents[level]);
    }
    return new Shape(shape);
  }

  private ComputeException ragged(String detail) {
    return invalid("the array is ragged: " + detail);
  }

  private ComputeException invalid(String detail) {
    return cursor.at(ErrorCode.INVALID_INPUT, detail);
  }
}
