package io.parallax.format.json.scan;

import io.parallax.type.Shape;
import java.util.Arrays;
import java.util.Optional;

/// Whether all arrays of a depth have the same number of elements, and which: counted in the chunks
/// of an array each for itself and then for all chunks together. Depth 1 is the whole array; an
/// array of the depth `rank` has numbers as elements, any other one arrays. Not thread safe.
final class Rows {
  private static final int UNKNOWN = -1;

  private final int rank;

  /// By depth: the number of elements before the first end of an array; of the arrays between the
  /// first end and the last; after the last end.
  private final long[] before;

  private final long[] whole;
  private final long[] after;
  private boolean isRegular = true;

  Rows(int rank) {
    this.rank = rank;
    this.before = filled();
    this.whole = filled();
    this.after = new long[rank + 1];
  }

  private long[] filled() {
    long[] counts = new long[rank + 1];
    Arrays.fill(counts, UNKNOWN);
    return counts;
  }

  /// Records numbers that follow each other in the same array.
  void elements(long count) {
    after[rank] += count;
  }

  /// Records the ends of the innermost `count` arrays.
  void close(int count) {
    for (int depth = rank; depth > rank - count; depth--) {
      end(depth, after[depth]);
      after[depth] = 0;
      after[depth - 1]++;
    }
  }

  private void end(int depth, long elements) {
    if (before[depth] == UNKNOWN) {
      before[depth] = elements;
    } else if (whole[depth] == UNKNOWN) {
      whole[depth] = elements;
    } else {
      isRegular &= whole[depth] == elements;
    }
  }

  /// Adds the counts of the chunk that follows.
  void add(Rows next) {
    isRegular &= next.isRegular;
    for (int depth = rank; depth > 0; depth--) {
      if (next.before[depth] == UNKNOWN) {
        after[depth] += next.after[depth];
      } else {
        end(depth, after[depth] + next.before[depth]);
        if (next.whole[depth] != UNKNOWN) {
          end(depth, next.whole[depth]);
        }
        after[depth] = next.after[depth];
      }
    }
  }

  /// The shape of the array, when all chunks have been added to rows without any; empty if the
  /// array is ragged.
  Optional<Shape> shape() {
    for (int depth = 1; depth <= rank; depth++) {
      isRegular &= whole[depth] == UNKNOWN || whole[depth] == before[depth];
    }
    return isRegular
        ? Optional.of(new Shape(Arrays.stream(before).skip(1).boxed().toList()))
        : Optional.empty();
  }
}
