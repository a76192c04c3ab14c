package io.parallax.mathematics;

import io.parallax.program.Table;
import io.parallax.program.Value;
import java.math.BigInteger;

/// The digits of 2/π that matter for the angle modulo four quarter turns, for each range of
/// exponents.
///
/// A float64 of biased exponent 32·g + i, with 0 ≤ i < 32, is a·2^(32·(g − 31)) where a, of
/// exponent 32·31 + i, is less than 2 and a multiple of 2⁻⁸³. Digits of 2/π·2^(32·(g − 31)) that
/// weigh 2⁸⁵ or more add multiples of 4 to the product with a and are left out; of the others the
/// first 212 are held as four float64 of 53 digits each, truncated, so that what is missing of the
/// product is less than 2⁻¹²⁶ and the angle closest to a quarter turn, 2⁻⁶² beside it, keeps 64
/// bits.
final class TwoOverPi {
  /// Exponents from 2^(32·32 − 1023) = 2 on, in groups of 32; smaller angles are not huge.
  private static final int FIRST_GROUP = 32;

  private static final int GROUPS = 32;

  /// float64 for each group.
  private static final int PIECES = 4;

  private static final int GROUP_EXPONENTS = 32;
  private static final int PIECE_BITS = 53;
  private static final int HIGHEST_WEIGHT = 85;

  /// The binary places of 2/π that are used, and a few more to compute them with.
  private static final int PLACES = GROUPS * GROUP_EXPONENTS + PIECES * PIECE_BITS - HIGHEST_WEIGHT;

  private static final int GUARD = 64;

  private static final Table TABLE = Table.of("two_over_pi", table());

  private TwoOverPi() {}

  /// One of the four pieces for an angle, the first the largest.
  ///
  /// @param bits those of a float64 of magnitude 2 or more
  static Value piece(Value bits, int piece) {
    return bits.shiftRight(55).and(4L * (GROUPS - 1)).or(piece).elementOf(TABLE);
  }

  /// The angle's a: its exponent's group exchanged for the thirty-first.
  ///
  /// @param bits those of a float64 of magnitude 2 or more
  static Value scaled(Value bits) {
    return bits.and(~(0x3fL << 57)).or(0x1fL << 57).asFloat();
  }

  private static double[] table() {
    BigInteger digits = digits();
    BigInteger mask = BigInteger.ONE.shiftLeft(PIECE_BITS).subtract(BigInteger.ONE);
    double[] table = new double[GROUPS * PIECES];
    for (int at = 0; at < table.length; at++) {
      int scale = GROUP_EXPONENTS * (at / PIECES + FIRST_GROUP - 31);
      int lowestWeight = HIGHEST_WEIGHT - PIECE_BITS * (at % PIECES + 1);
      long piece = digits.shiftRight(PLACES - scale + lowestWeight).and(mask).longValueExact();
      table[at] = Math.scalb((double) piece, lowestWeight);
    }
    return table;
  }

  /// ⌊2/π · 2^[#PLACES]⌋ by J. Machin's formula, π/4 = 4·arctan(1/5) − arctan(1/239).
  private static BigInteger digits() {
    int places = PLACES + GUARD;
    BigInteger quarter =
        arctanOfInverse(5, places).shiftLeft(2).subtract(arctanOfInverse(239, places));
    return BigInteger.ONE.shiftLeft(2 * places - 1).divide(quarter).shiftRight(GUARD);
  }

  /// arctan(1/k) = 1/k − 1/(3·k³) + 1/(5·k⁵) − …
  private static BigInteger arctanOfInverse(long k, int places) {
    BigInteger power = BigInteger.ONE.shiftLeft(places).divide(BigInteger.valueOf(k));
    BigInteger sum = BigInteger.ZERO;
    for (long odd = 1; power.signum() > 0; odd += 2) {
      BigInteger term = power.divide(BigInteger.valueOf(odd));
      sum = odd % 4 == 1 ? sum.add(term) : sum.subtract(term);
      power = power.divide(BigInteger.valueOf(k * k));
    }
    return sum;
  }
}
