package io.parallax.format.json.scan;

import io.parallax.array.ArrayParts;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Appends the numbers of a chunk to the array, by the rules by which numbers are read one after
/// the other, and records the first elements of the kinds that matter. What is refused there, and
/// what is rare, is refused here without a reason. For one thread.
final class ElementTaker {
  private static final long EXACT = 1L << 53;

  private final ArrayParts.Part part;
  private final FirstIndexes firsts = new FirstIndexes();
  private final boolean undeclared;
  private final boolean integers;
  private final boolean float32;
  private boolean wholeSoFar;
  private boolean tookNegativeZero;

  /// @param declared a type of numbers
  ElementTaker(ArrayParts.Part part, Optional<StorageType> declared) {
    this.part = part;
    this.undeclared = declared.isEmpty();
    this.integers = declared.map(StorageType::computing).map(DataType::isInteger).orElse(false);
    this.float32 = declared.equals(Optional.of(StorageType.FLOAT32));
    this.wholeSoFar = undeclared;
  }

  FirstIndexes firsts() {
    return firsts;
  }

  /// Whether a −0 without fraction or exponent was taken as a float because no type is declared. It
  /// is wrong where no other element is a float.
  boolean tookNegativeZero() {
    return tookNegativeZero;
  }

  /// Takes a number that has neither fraction nor exponent.
  ///
  /// @return whether it has been taken
  boolean takeInteger(long value, boolean isNegative) {
    if (value == 0 && isNegative && !integers) {
      tookNegativeZero = undeclared;
      part.appendFloat(-0.0);
      return true;
    }
    if (value > EXACT || value < -EXACT) {
      if (undeclared && value == Long.MIN_VALUE) {
        return false; // what becomes of −0 depends on the order
      }
      if (!float32 && (float) value != (float) (double) value) {
        firsts.sawTwiceRounded(part.next());
      }
      if (undeclared && !WholeNumber.isDouble(value)) {
        firsts.sawInexact(part.next());
      }
    }
    part.appendInteger(value);
    return true;
  }

  /// Takes a number that has a fraction or exponent.
  ///
  /// @param value the float64 nearest to the number
  /// @param text holds the number from `from` to before `to`
  /// @return whether it has been taken
  boolean takeFloat(double value, byte[] text, int from, int to) {
    if (integers || Double.isInfinite(value)) {
      return false;
    }
    firsts.sawFloat(part.next());
    if (wholeSoFar) {
      noteFraction(value, text, from, to);
    }
    if (FloatRounding.isPlain(value) || value == 0 || !FloatRounding.isBetween(value)) {
      part.appendFloat(value);
    } else {
      takeBetween(value, string(text, from, to));
    }
    return true;
  }

  /// Whether [#takeFractions] may be called: floats are taken, and it matters no longer whether
  /// they are integers.
  boolean takesFractions() {
    return !integers && !wholeSoFar;
  }

  /// Takes numbers that have a fraction. Each is 0 or plain ([FloatRounding#isPlain]).
  void takeFractions(double[] values, int count) {
    if (count > 0) {
      firsts.sawFloat(part.next());
      part.appendFloats(values, count);
    }
  }

  /// Takes NaN or an infinity, which is written as a string.
  ///
  /// @return whether it has been taken
  boolean takeSpecial(double value) {
    if (integers) {
      return false;
    }
    firsts.sawFloat(part.next());
    firsts.sawFraction(part.next());
    part.appendFloat(value);
    return true;
  }

  /// Takes `null`.
  ///
  /// @return whether it has been taken
  boolean takeMissing() {
    if (integers) {
      return false;
    }
    firsts.sawNull(part.next());
    part.appendFloat(Double.NaN);
    return true;
  }

  private void noteFraction(double nearest, byte[] text, int from, int to) {
    boolean isWhole =
        WholeNumber.isCertain(to - from, nearest)
            || WholeNumber.isDouble(string(text, from, to), nearest);
    if (!isWhole) {
      firsts.sawFraction(part.next());
      wholeSoFar = false;
    }
  }

  private void takeBetween(double value, String text) {
    float once = Float.parseFloat(text);
    if (once == (float) value) {
      part.appendFloat(value);
    } else if (float32) {
      part.appendFloat(once);
    } else {
      firsts.sawTwiceRounded(part.next());
      part.appendFloat(value);
    }
  }

  static String string(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
