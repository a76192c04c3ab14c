package io.parallax.lowering;

import io.parallax.program.Value;
import io.parallax.type.DataType;

/// `uniform(seed, i)`: element i of the generator of uniform random numbers with this seed, to the
/// bit. Its bits are SplitMix64's (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014, with David Stafford's variant 13 of the finaliser), of which the upper
/// 53 are the fraction. No step of it overflows: the arithmetic is that of bits.
final class UniformLowering {
  private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
  private static final long FIRST_FACTOR = 0xBF58_476D_1CE4_E5B9L;
  private static final long SECOND_FACTOR = 0x94D0_49BB_1331_11EBL;

  /// The bits of a word that are not part of the fraction.
  private static final int REST_BITS = 11;

  private UniformLowering() {}

  /// A float64 in [0, 1), a multiple of 2⁻⁵³.
  ///
  /// @param seed int64, as is `index`
  static Value of(Value seed, Value index) {
    Value state = seed.plus(index.plus(1).times(index.constant(GOLDEN_GAMMA)));
    Value first = mixed(state, 30, FIRST_FACTOR);
    Value second = mixed(first, 27, SECOND_FACTOR);
    Value bits = second.xor(shiftedRight(second, 31));
    return shiftedRight(bits, REST_BITS).to(DataType.FLOAT64).times(0x1p-53);
  }

  private static Value mixed(Value bits, int shift, long factor) {
    return bits.xor(shiftedRight(bits, shift)).times(bits.constant(factor));
  }

  /// The bits moved away from the sign, zeros in their place.
  private static Value shiftedRight(Value bits, int count) {
    return bits.shiftRight(count).and((1L << (Long.SIZE - count)) - 1);
  }
}
