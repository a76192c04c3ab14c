package io.parallax.kernel.llvm.emit;

import java.math.BigInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The dividends whose quotient by a divisor lies nearest to the middle between two floats, where
/// the slightest error of a division shows.
///
/// For dividend X and divisor C of p bits each, the middles are M ÷ 2^k, with M odd, of p + 1 bits,
/// and k = p where X ≥ C, else p + 1. The quotient is |d| ÷ (C·2^k) away from one, where X·2^k −
/// C·M = d. So all X of a small d are found from M ≡ −d ÷ C modulo 2^k; where C has factors of two,
/// d must have them, too, and the modulus has them less. There is none with d = 0: C·M would have
/// to be a multiple of 2^k, more than C has factors of two.
public final class HardDividends {
  private HardDividends() {}

  /// At least those with |d| up to a distance.
  ///
  /// @param divisor of so many bits as `precision`, the highest of them 1
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

  /// Those with d = `odd`·2^`zeros`.
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

  /// Of an odd number, modulo 2^64, by Newton's iteration: each step doubles the right bits, of
  /// which there are three at first.
  private static long inverse(long odd) {
    long inverse = odd;
    for (int bits = 3; bits < Long.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
