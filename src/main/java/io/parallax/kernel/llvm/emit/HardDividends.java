package io.parallax.kernel.llvm.emit;

import java.math.BigInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The dividends whose quotient by a divisor lies nearest to the midpoint between two floats. For
/// these dividends the slightest error of a division changes the rounded result.
///
/// For dividend X and divisor C of p bits each, the midpoints are M ÷ 2^k. M is odd and has p + 1
/// bits; k = p where X ≥ C, else p + 1. The distance of the quotient from a midpoint is |d| ÷
/// (C·2^k), where X·2^k − C·M = d. So all X of a small d are found from M ≡ −d ÷ C modulo 2^k.
/// Where C has factors of two, d must have them, too, and the modulus is divided by them. No
/// dividend has d = 0: C·M would have to be a multiple of 2^k, but C has fewer factors of two.
public final class HardDividends {
  private HardDividends() {}

  /// All dividends with |d| up to a distance, and possibly others.
  ///
  /// @param divisor an integer of `precision` bits, the highest of them 1
  public static LongStream of(long divisor, int precision, int distance) {
    int zeros = Long.numberOfTrailingZeros(divisor);
    int farthest = zeros < Integer.SIZE ? distance >> zeros : 0;
    return IntStream.rangeClosed(-farthest, farthest)
        .filter(odd -> odd % 2 != 0)
        .boxed()
        .flatMapToLong(
            odd ->
                LongStream.concat(
                    of(divisor, zeros, precision, precision, odd),
                    of(divisor, zeros, precision, precision + 1, odd)));
  }

  /// The dividends with d = `odd`·2^`zeros`.
  private static LongStream of(long divisor, int zeros, int precision, int k, long odd) {
    long modulus = 1L << (k - zeros);
    long first = (-odd * inverse(divisor >> zeros)) & (modulus - 1);
    long least = 1L << precision;
    long start = first < least ? first + (least - first + modulus - 1) / modulus * modulus : first;
    BigInteger distance = BigInteger.valueOf(odd).shiftLeft(zeros);
    return LongStream.iterate(start, middle -> middle < 2 * least, middle -> middle + modulus)
        .map(
            middle ->
                BigInteger.valueOf(divisor)
                    .multiply(BigInteger.valueOf(middle))
                    .add(distance)
                    .shiftRight(k)
                    .longValueExact())
        .filter(dividend -> dividend >= least / 2 && dividend < least);
  }

  /// The inverse of an odd number modulo 2^64, by Newton's iteration. The first value has three
  /// correct bits, and each step doubles their number.
  private static long inverse(long odd) {
    long inverse = odd;
    for (int bits = 3; bits < Long.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
