package io.parallax.array;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.text.Normalizer;

/// Pseudo-random values by counter: element i depends on the seed, the distribution and i alone
/// (see [RandomBits] for the algorithms). The values are part of the contract and never change.
///
/// @param seed any. Inputs without a seed have [#seedOf] their name
/// @param type float64 or float32 for uniform and normal; for integers any type but bool that holds
///   all of them exactly
public record Random(Distribution distribution, Shape shape, long seed, DataType type)
    implements Generator {
  public Random {
    switch (distribution) {
      case Distribution.Uniform uniform -> {
        ElementConversion.requireFloating("uniform", type);
        requireFloat32Between(uniform, type);
      }
      case Distribution.Normal normal -> {
        ElementConversion.requireFloating("normal", type);
        double reach = Distribution.Normal.REACH * normal.standardDeviation();
        ElementConversion.floatBits(normal.mean() + reach, type);
        ElementConversion.floatBits(normal.mean() - reach, type);
      }
      case Distribution.Integers integers -> {
        ElementConversion.requireExact(integers.low().longValueExact(), type);
        ElementConversion.requireExact(integers.greatest(), type);
      }
    }
  }

  /// Values of the distribution's natural type.
  public Random(Distribution distribution, Shape shape, long seed) {
    this(distribution, shape, seed, distribution.naturalType());
  }

  /// The seed of an input that is sent without one, so that each input has values of its own: the
  /// 64-bit FNV-1a hash of the UTF-8 bytes of its name in Unicode's form NFC.
  public static long seedOf(String name) {
    return RandomBits.hash(Normalizer.normalize(name, Normalizer.Form.NFC));
  }

  @Override
  public Random withType(DataType newType) {
    return new Random(distribution, shape, seed, newType);
  }

  @Override
  public ArrayType arrayType() {
    return new ArrayType(type, shape);
  }

  @Override
  public void fill(MemorySegment target, long from, long to) {
    BlockFill.checkRange(from, to, shape.elementCount());
    switch (distribution) {
      case Distribution.Uniform uniform ->
          BlockFill.doubles(RandomBits.uniform(uniform, seed, type), type, target, from, to);
      case Distribution.Normal normal ->
          BlockFill.doubles(RandomBits.normal(normal, seed), type, target, from, to);
      case Distribution.Integers integers ->
          BlockFill.longs(RandomBits.integers(integers, seed), type, target, from, to);
    }
  }

  private static void requireFloat32Between(Distribution.Uniform uniform, DataType type) {
    if (type == DataType.FLOAT32) {
      ElementConversion.floatBits(uniform.low(), type);
      ElementConversion.floatBits(uniform.high(), type);
      ElementConversion.require(
          (float) uniform.low() < (float) uniform.high(),
          "no float32 lies from low "
              + uniform.low()
              + " up to but without high "
              + uniform.high());
    }
  }
}
