package io.parallax.kernel;

import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import org.jspecify.annotations.Nullable;

/// The state of one primitive [Reduction]. Its update, merge and finish define what every engine's
/// own accumulation must equal. Mutable; used by one thread at a time.
///
/// The state is three longs and the number of elements taken, so that an engine can compute them in
/// its own way and store them here:
///
/// | reduction | first | second | third |
/// |---|---|---|---|
/// | SUM, MEAN, MEAN_RESIDUAL of float64 | a double … | … and a second whose exact sum with the first is the sum | 0 |
/// | CHECKED_SUM, MEAN, MEAN_RESIDUAL of int64 | the sum's lower 64 bits | its upper 64 bits | 0 |
/// | PRODUCT of float64 | a mantissa … | … its error, both doubles | the exponent of two |
/// | CHECKED_PRODUCT | the magnitude, unsigned | 1 if negative | 1 if the magnitude is above 2^63 |
/// | SUM and PRODUCT of int64, MINIMUM, MAXIMUM, ANY, ALL | the value's bits | 0 | 0 |
/// | ARG_MINIMUM, ARG_MAXIMUM | the value's bits | its position | 0 |
///
/// A sum of doubles that no two doubles can represent is held as an [ExactSum] instead.
public final class Accumulator {
  private final Kind kind;
  private final Reduction reduction;
  private final boolean floating;
  private long first;
  private long second;
  private long third;
  private long count;
  private @Nullable ExactSum exact;

  /// How elements are accumulated.
  private enum Kind {
    FLOAT_SUM,
    WIDE_SUM,
    WRAPPING_SUM,
    FLOAT_PRODUCT,
    CHECKED_PRODUCT,
    WRAPPING_PRODUCT,
    EXTREME,
    ANY,
    ALL,
    POSITION
  }

  /// An accumulator that has taken no element.
  ///
  /// @param type of the values: float64, int64 or bool, whichever the reduction takes
  public Accumulator(Reduction reduction, DataType type) {
    this.reduction = reduction;
    this.floating = type == DataType.FLOAT64;
    this.kind = kind(reduction, floating);
    reset();
  }

  private static Kind kind(Reduction reduction, boolean floating) {
    return switch (reduction) {
      case SUM -> floating ? Kind.FLOAT_SUM : Kind.WRAPPING_SUM;
      case MEAN, MEAN_RESIDUAL -> floating ? Kind.FLOAT_SUM : Kind.WIDE_SUM;
      case CHECKED_SUM -> Kind.WIDE_SUM;
      case PRODUCT -> floating ? Kind.FLOAT_PRODUCT : Kind.WRAPPING_PRODUCT;
      case CHECKED_PRODUCT -> Kind.CHECKED_PRODUCT;
      case MINIMUM, MAXIMUM -> Kind.EXTREME;
      case ARG_MINIMUM, ARG_MAXIMUM -> Kind.POSITION;
      case ANY -> Kind.ANY;
      case ALL -> Kind.ALL;
    };
  }

  public long first() {
    return first;
  }

  public long second() {
    return second;
  }

  public long third() {
    return third;
  }

  public long count() {
    return count;
  }

  /// The sum, where two doubles cannot represent it.
  @Nullable ExactSum exact() {
    return exact;
  }

  /// Replaces the state.
  public void set(long newFirst, long newSecond, long newThird, long newCount) {
    first = newFirst;
    second = newSecond;
    third = newThird;
    count = newCount;
    exact = null;
  }

  /// Replaces the state of a sum of doubles. The sum belongs to the accumulator from now on.
  public void set(ExactSum sum, long newCount) {
    set(0, 0, 0, newCount);
    exact = sum;
  }

  /// Clears the state: no element has been taken.
  public void reset() {
    set(identity(reduction, floating), 0, 0, 0);
  }

  /// The `first` of an accumulator that has taken no element.
  public static long identity(Reduction reduction, boolean floating) {
    return switch (reduction) {
      case SUM, CHECKED_SUM, MEAN, MEAN_RESIDUAL, ANY -> 0;
      case PRODUCT -> floating ? Double.doubleToRawLongBits(1.0) : 1;
      case CHECKED_PRODUCT, ALL -> 1;
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
    switch (kind) {
      case FLOAT_SUM -> exactly().add(Double.longBitsToDouble(bits));
      case WIDE_SUM -> addWide(bits, bits >> (Long.SIZE - 1));
      case WRAPPING_SUM -> first += bits;
      case FLOAT_PRODUCT -> FloatProduct.multiply(this, Double.longBitsToDouble(bits));
      case CHECKED_PRODUCT -> multiplyChecked(Math.abs(bits), bits < 0 ? 1 : 0, 0);
      case WRAPPING_PRODUCT -> first *= bits;
      case EXTREME -> first = extreme(first, bits);
      case ANY -> first |= bits;
      case ALL -> first &= bits;
      case POSITION -> {
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
    switch (kind) {
      case FLOAT_SUM -> addFloats(right);
      case WIDE_SUM -> addWide(right.first, right.second);
      case WRAPPING_SUM -> first += right.first;
      case FLOAT_PRODUCT -> FloatProduct.multiply(this, right);
      case CHECKED_PRODUCT -> multiplyChecked(right.first, right.second, right.third);
      case WRAPPING_PRODUCT -> first *= right.first;
      case EXTREME -> first = extreme(first, right.first);
      case ANY -> first |= right.first;
      case ALL -> first &= right.first;
      case POSITION -> {
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
          case SUM, CHECKED_SUM, MEAN, MEAN_RESIDUAL, PRODUCT, CHECKED_PRODUCT, ANY, ALL -> false;
        };
  }

  /// Whether int64 cannot represent the result of a checked reduction.
  public boolean overflows() {
    return switch (reduction) {
      case CHECKED_SUM -> second != first >> (Long.SIZE - 1);
      case CHECKED_PRODUCT ->
          first != 0 && (third != 0 || (first == Long.MIN_VALUE && second == 0));
      case SUM,
          MEAN,
          MEAN_RESIDUAL,
          PRODUCT,
          MINIMUM,
          MAXIMUM,
          ARG_MINIMUM,
          ARG_MAXIMUM,
          ANY,
          ALL ->
          false;
    };
  }

  /// The result as the bits of an element of a type: rounded once where the type is float32, and
  /// the lower bits where it is int32.
  public long finish(DataType type) {
    return switch (kind) {
      case FLOAT_SUM, WIDE_SUM -> summed(type);
      case FLOAT_PRODUCT -> FloatProduct.finish(this, type);
      case CHECKED_PRODUCT -> second == 0 ? first : -first;
      case EXTREME -> floating ? bits(Double.longBitsToDouble(first), type) : first;
      case WRAPPING_SUM, WRAPPING_PRODUCT, ANY, ALL -> first;
      case POSITION -> second;
    };
  }

  private long summed(DataType type) {
    return switch (reduction) {
      case SUM -> sum(type);
      case CHECKED_SUM -> first;
      case MEAN -> count == 0 ? bits(Double.NaN, type) : mean(type);
      case MEAN_RESIDUAL -> count == 0 ? 0 : bits(residual(), type);
      case PRODUCT, CHECKED_PRODUCT, MINIMUM, MAXIMUM, ARG_MINIMUM, ARG_MAXIMUM, ANY, ALL ->
          throw new IllegalStateException(reduction + " sums nothing");
    };
  }

  static long bits(double value, DataType type) {
    return type == DataType.FLOAT32
        ? Float.floatToRawIntBits((float) value)
        : Double.doubleToRawLongBits(value);
  }

  private double high() {
    return Double.longBitsToDouble(first);
  }

  private double low() {
    return Double.longBitsToDouble(second);
  }

  private long sum(DataType type) {
    boolean single = type == DataType.FLOAT32;
    if (exact != null) {
      return single ? Float.floatToRawIntBits(exact.toFloat()) : bits(exact.toDouble(), type);
    }
    double sum = high() + low();
    if (!single) {
      return Double.isFinite(sum) ? bits(sum, type) : bits(exactly().toDouble(), type);
    }
    return PairRounding.isSafe(sum, TwoSum.error(high(), low(), sum))
        ? bits(sum, type)
        : Float.floatToRawIntBits(exactly().toFloat());
  }

  private long mean(DataType type) {
    boolean single = type == DataType.FLOAT32;
    if (exact == null && kind == Kind.FLOAT_SUM) {
      double mean = PairRounding.mean(high(), low(), count, single);
      if (Double.isFinite(mean)) {
        return bits(mean, type);
      }
    }
    ExactSum sum = exactly();
    return single ? Float.floatToRawIntBits(sum.meanAsFloat(count)) : bits(sum.mean(count), type);
  }

  private double residual() {
    if (exact == null && kind == Kind.FLOAT_SUM) {
      double mean = PairRounding.mean(high(), low(), count, false);
      double residual = PairRounding.residual(high(), low(), count, mean);
      if (Double.isFinite(residual)) {
        return residual;
      }
    }
    ExactSum sum = exactly();
    return sum.meanLess(sum.mean(count), count);
  }

  /// The sum as an exact sum. The state of a sum of doubles is held as this object from now on.
  private ExactSum exactly() {
    ExactSum sum = exact;
    if (sum == null) {
      sum = new ExactSum();
      if (kind == Kind.WIDE_SUM) {
        sum.addInteger(first, second);
        return sum;
      }
      sum.add(high());
      sum.add(low());
      exact = sum;
    }
    return sum;
  }

  private void addFloats(Accumulator right) {
    if (exact == null && right.exact == null && addPair(right.high(), right.low())) {
      return;
    }
    ExactSum sum = exactly();
    if (right.exact != null) {
      sum.add(right.exact);
    } else {
      sum.add(right.high());
      sum.add(right.low());
    }
  }

  /// Adds a pair, if two doubles can represent the sum. Otherwise leaves the state as it is.
  private boolean addPair(double otherHigh, double otherLow) {
    double sum = high() + otherHigh;
    double error = TwoSum.error(high(), otherHigh, sum);
    double lows = low() + otherLow;
    double low = lows + error;
    boolean isExact =
        TwoSum.error(low(), otherLow, lows) == 0
            && TwoSum.error(lows, error, low) == 0
            && Double.isFinite(sum);
    if (isExact) {
      first = Double.doubleToRawLongBits(sum);
      second = Double.doubleToRawLongBits(low);
    }
    return isExact;
  }

  private void addWide(long low, long high) {
    long sum = first + low;
    second += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    first = sum;
  }

  private void multiplyChecked(long magnitude, long negative, long over) {
    long product = first * magnitude;
    boolean isZero = first == 0 || magnitude == 0;
    boolean exceeds =
        Math.unsignedMultiplyHigh(first, magnitude) != 0
            || Long.compareUnsigned(product, Long.MIN_VALUE) > 0;
    if (isZero) {
      set(0, 0, 0, count);
    } else if (exceeds || third != 0 || over != 0) {
      set(1, second ^ negative, 1, count);
    } else {
      set(product, second ^ negative, 0, count);
    }
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
