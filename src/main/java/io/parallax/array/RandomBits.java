package io.parallax.array;

import io.parallax.type.DataType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Makes random bits from an element's index, and values of a distribution from the bits.
///
/// The 64 bits of element i are SplitMix64's: the finaliser `mix` applied to state +
/// (i+1)·[#GOLDEN_GAMMA] (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014; the constants of `mix` are David Stafford's variant 13). The generator passes
/// BigCrush and has a period of 2⁶⁴; it is not for cryptography.
///
/// The state of a uniform distribution is the seed. The state of any other distribution is `mix`
/// applied to the seed xor the [#hash] of the distribution's name, so two distributions with the
/// same seed draw unrelated bits.
final class RandomBits {
  /// The odd integer nearest to 2⁶⁴ divided by the golden ratio.
  static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

  /// (i+1)·[#GOLDEN_GAMMA] for the elements of a block. C2 vectorises a loop that reads these
  /// products, which is three times as fast, but not a loop that multiplies its index.
  private static final long[] INCREMENTS = increments();

  private static final int FLOAT32_BITS = 24;
  private static final int FLOAT64_BITS = 53;

  /// Offset basis and prime of 64-bit FNV-1a.
  private static final long FNV_BASIS = 0xCBF2_9CE4_8422_2325L;

  private static final long FNV_PRIME = 0x100_0000_01B3L;

  private RandomBits() {}

  /// The 64-bit FNV-1a hash of a text's UTF-8 bytes.
  static long hash(String text) {
    long hash = FNV_BASIS;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  /// The state from which a distribution other than uniform draws.
  static long state(Distribution distribution, long seed) {
    return mix(seed ^ hash(distribution.label()));
  }

  /// low + u·(high − low) with u a multiple of 2⁻⁵³ (of 2⁻²⁴ for float32) in [0, 1). If rounding
  /// reaches `high`, the result is the greatest value of the type below `high`.
  static BlockFill.Doubles uniform(Distribution.Uniform uniform, long seed, DataType type) {
    if (type == DataType.FLOAT32) {
      float high = (float) uniform.high();
      return uniform((float) uniform.low(), high, Math.nextDown(high), FLOAT32_BITS, seed);
    }
    double high = uniform.high();
    return uniform(uniform.low(), high, Math.nextDown(high), FLOAT64_BITS, seed);
  }

  /// A distance of the bounds that exceeds the greatest double is halved; both bounds are then so
  /// great that halving them is exact.
  private static BlockFill.Doubles uniform(
      double low, double high, double greatest, int resolutionBits, long seed) {
    int shift = Long.SIZE - resolutionBits;
    double unit = Math.scalb(1.0, -resolutionBits);
    boolean overflows = Double.isInfinite(high - low);
    double scale = overflows ? 2 : 1;
    double start = low / scale;
    double span = high / scale - start;
    boolean clamps = (start + (1 - unit) * span) * scale > greatest;
    return (first, block, count) -> {
      long base = seed + first * GOLDEN_GAMMA;
      for (int i = 0; i < count; i++) {
        block[i] = (start + (mix(base + INCREMENTS[i]) >>> shift) * unit * span) * scale;
      }
      if (clamps) {
        clamp(block, count, greatest);
      }
    };
  }

  private static void clamp(double[] block, int count, double greatest) {
    for (int i = 0; i < count; i++) {
      block[i] = Math.min(block[i], greatest);
    }
  }

  /// mean + std·z, with z the [NormalQuantile] of an odd multiple of 2⁻⁵³ in (0, 1).
  static BlockFill.Doubles normal(Distribution.Normal normal, long seed) {
    double mean = normal.mean();
    double standardDeviation = normal.standardDeviation();
    long state = state(normal, seed);
    return (first, block, count) -> {
      long base = state + first * GOLDEN_GAMMA;
      for (int i = 0; i < count; i++) {
        double probability = open(mix(base + INCREMENTS[i]));
        block[i] = mean + standardDeviation * NormalQuantile.of(probability);
      }
    };
  }

  /// −scale·log u, with u an odd multiple of 2⁻⁵³ in (0, 1). [StrictMath]'s logarithm has the same
  /// bits everywhere.
  static BlockFill.Doubles exponential(Distribution.Exponential exponential, long seed) {
    double scale = exponential.scale();
    long base = state(exponential, seed);
    return (first, block, count) -> {
      for (int i = 0; i < count; i++) {
        block[i] = -scale * StrictMath.log(open(at(base, first + i)));
      }
    };
  }

  /// The exponential function of a normal value.
  static BlockFill.Doubles lognormal(Distribution.Lognormal lognormal, long seed) {
    double mean = lognormal.mean();
    double sigma = lognormal.sigma();
    long base = state(lognormal, seed);
    return (first, block, count) -> {
      for (int i = 0; i < count; i++) {
        double z = NormalQuantile.of(open(at(base, first + i)));
        block[i] = StrictMath.exp(mean + sigma * z);
      }
    };
  }

  /// 1 where the upper 53 bits, as a fraction in [0, 1), are below p, else 0.
  static BlockFill.Longs bernoulli(Distribution.Bernoulli bernoulli, long seed) {
    double p = bernoulli.p();
    long state = state(bernoulli, seed);
    return (first, block, count) -> {
      bits(state, first, block, count);
      for (int i = 0; i < count; i++) {
        block[i] = (block[i] >>> 11) * 0x1p-53 < p ? 1 : 0;
      }
    };
  }

  /// low plus the upper half of the 128-bit product of the bits and the number of integers; the
  /// bits themselves if the integers are all 2⁶⁴. No integer's probability differs from another's
  /// by more than 2⁻⁶⁴.
  static BlockFill.Longs integers(Distribution.Integers integers, long seed) {
    long low = integers.low().longValueExact();
    BigInteger span = integers.high().subtract(integers.low());
    long state = state(integers, seed);
    if (span.bitLength() > Long.SIZE) {
      return (first, block, count) -> bits(state, first, block, count);
    }
    long unsignedSpan = span.longValue();
    return (first, block, count) -> {
      bits(state, first, block, count);
      for (int i = 0; i < count; i++) {
        block[i] = low + Math.unsignedMultiplyHigh(block[i], unsignedSpan);
      }
    };
  }

  /// The bits of an element.
  static long at(long state, long index) {
    return mix(state + (index + 1) * GOLDEN_GAMMA);
  }

  /// An odd multiple of 2⁻⁵³ in (0, 1).
  static double open(long bits) {
    return ((bits >>> 12) + 0.5) * 0x1p-52;
  }

  /// The bits of the elements from index `first` on, at the start of a block.
  static void bits(long state, long first, long[] block, int count) {
    long base = state + first * GOLDEN_GAMMA;
    for (int i = 0; i < count; i++) {
      block[i] = mix(base + INCREMENTS[i]);
    }
  }

  private static long[] increments() {
    long[] increments = new long[BlockFill.BLOCK];
    for (int i = 0; i < increments.length; i++) {
      increments[i] = (i + 1) * GOLDEN_GAMMA;
    }
    return increments;
  }

  static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
