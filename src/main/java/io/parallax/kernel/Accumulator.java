package io.parallax.kernel;

import io.parallax.program.Reduction;
import io.parallax.type.DataType;

/// The state of one primitive [Reduction]. Its update, merge and finish define what every engine's
/// own accumulation must equal. Mutable; used by one thread at a time.
///
/// The state is three longs, so that an engine can compute them in its own way and store them here:
///
/// | reduction | first | second |
/// |---|---|---|
/// | SUM of float64 | bits of the running sum | bits of the compensation |
/// | SUM of int64, PRODUCT, MINIMUM, MAXIMUM, ANY, ALL | the value's bits | 0 |
/// | ARG_MINIMUM, ARG_MAXIMUM | the value's bits | its position |
///
/// The third, `count`, is the number of elements taken.
public final class Accumulator {
  private final Reduction reduction;
  private final boolean floating;
  private long first;
  private long second;
  private long count;

  /// An accumulator that has taken no element.
  ///
  /// @param type of the values: float64, int64 or bool, whichever the reduction takes
  public Accumulator(Reduction reduction, DataType type) {
    this.reduction = reduction;
    this.floating = type == DataType.FLOAT64;
    reset();
  }

  public long first() {
    return first;
  }

  public long second() {
    return second;
  }

  public long count() {
    return count;
  }

  /// Replaces the state.
  public void set(long newFirst, long newSecond, long newCount) {
    first = newFirst;
    second = newSecond;
    count = newCount;
  }

  /// Clears the state: no element has been taken.
  public void reset() {
    set(identity(reduction, floating), 0, 0);
  }

  /// The `first` of an accumulator that has taken no element.
  public static long identity(Reduction reduction, boolean floating) {
    return switch (reduction) {
      case SUM, ANY -> 0;
      case PRODUCT -> floating ? Double.doubleToRawLongBits(1.0) : 1;
      case ALL -> 1;
      case MINIMUM, ARG_MINIMUM ->
          floating ? Double.doubleToRawLongBits(Double.POSITIVE_INFINITY) : Long.MAX_VALUE;
      case MAXIMUM, ARG_MAXIMUM ->
          floating ? Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY) : Long.MIN_VALUE;
    };
  }

  /// Takes one more element, which follows all elements taken before.
  ///
  /// @param bits the element: the value of a bool or integer, the IEEE 754 bits of a double
  public void update(long bits, long position) {
    switch (reduction) {
      case SUM -> add(bits, 0);
      case PRODUCT -> multiply(bits);
      case MINIMUM, MAXIMUM -> first = extreme(first, bits);
      case ANY -> first |= bits;
      case ALL -> first &= bits;
      case ARG_MINIMUM, ARG_MAXIMUM -> {
        if (count == 0 || precedes(bits, position)) {
          first = bits;
          second = position;
        }
      }
    }
    count++;
  }

  /// Takes the elements of another accumulator, which follow all elements taken here.
  public void merge(Accumulator right) {
    if (right.count == 0) {
      return;
    }
    switch (reduction) {
      case SUM -> add(right.first, right.second);
      case PRODUCT -> multiply(right.first);
      case MINIMUM, MAXIMUM -> first = extreme(first, right.first);
      case ANY -> first |= right.first;
      case ALL -> first &= right.first;
      case ARG_MINIMUM, ARG_MAXIMUM -> {
        if (count == 0 || precedes(right.first, right.second)) {
          first = right.first;
          second = right.second;
        }
      }
    }
    count += right.count;
  }

  /// Whether the result is undefined because no element was taken.
  public boolean isUndefined() {
    return count == 0
        && switch (reduction) {
          case MINIMUM, MAXIMUM, ARG_MINIMUM, ARG_MAXIMUM -> true;
          case SUM, PRODUCT, ANY, ALL -> false;
        };
  }

  /// The result: the bits of a double for a reduction of doubles, except the ARG reductions;
  /// otherwise an integer or bool.
  public long finish() {
    return switch (reduction) {
      case SUM -> floating ? compensated() : first;
      case PRODUCT, MINIMUM, MAXIMUM, ANY, ALL -> first;
      case ARG_MINIMUM, ARG_MAXIMUM -> second;
    };
  }

  /// The running sum with its compensation added. The compensation is not finite only where the
  /// running sum overflowed, or met an infinity or NaN; the result is then the running sum alone.
  private long compensated() {
    double sum = Double.longBitsToDouble(first);
    double compensation = Double.longBitsToDouble(second);
    return Double.doubleToRawLongBits(Double.isFinite(compensation) ? sum + compensation : sum);
  }

  private void add(long bits, long compensationBits) {
    if (!floating) {
      first += bits;
      return;
    }
    double a = Double.longBitsToDouble(first);
    double b = Double.longBitsToDouble(bits);
    double sum = a + b;
    double bPart = sum - a;
    double error = (a - (sum - bPart)) + (b - bPart);
    double compensation =
        (Double.longBitsToDouble(second) + Double.longBitsToDouble(compensationBits)) + error;
    first = Double.doubleToRawLongBits(sum);
    second = Double.doubleToRawLongBits(compensation);
  }

  private void multiply(long bits) {
    first =
        floating
            ? Double.doubleToRawLongBits(
                Double.longBitsToDouble(first) * Double.longBitsToDouble(bits))
            : first * bits;
  }

  private long extreme(long left, long right) {
    boolean least = reduction == Reduction.MINIMUM;
    if (!floating) {
      return least ? Math.min(left, right) : Math.max(left, right);
    }
    double a = Double.longBitsToDouble(left);
    double b = Double.longBitsToDouble(right);
    return Double.doubleToRawLongBits(least ? Math.min(a, b) : Math.max(a, b));
  }

  private boolean precedes(long bits, long position) {
    if (!floating) {
      boolean better = reduction == Reduction.ARG_MINIMUM ? bits < first : bits > first;
      return better || (bits == first && position < second);
    }
    double challenger = Double.longBitsToDouble(bits);
    double holder = Double.longBitsToDouble(first);
    if (Double.isNaN(challenger) || Double.isNaN(holder)) {
      return Double.isNaN(challenger) && (!Double.isNaN(holder) || position < second);
    }
    boolean better = reduction == Reduction.ARG_MINIMUM ? challenger < holder : challenger > holder;
    return better || (challenger == holder && position < second);
  }
}
