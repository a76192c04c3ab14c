package io.parallax.array;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.text.Normalizer;
import java.util.List;

/// Pseudo-random values by counter: element i depends on the seed, the distribution and i alone
/// (see [RandomBits] for the algorithms). The values are part of the contract and never change.
///
/// @param seed any. Inputs without a seed have [#seedOf] their name
/// @param type float64 or float32 where the values are floats; where they are integers, any type
///   but bool that holds all of them exactly; for [Distribution.Bernoulli] any
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
      case Distribution.Exponential exponential ->
          requireFloats(exponential, exponential.greatest(), type);
      case Distribution.Lognormal lognormal -> requireFloats(lognormal, lognormal.greatest(), type);
      case Distribution.Gamma gamma -> requireFloats(gamma, gamma.greatest(), type);
      case Distribution.Beta beta -> requireFloats(beta, 1, type);
      case Distribution.Bernoulli _ -> {}
      case Distribution.Integers _, Distribution.Poisson _, Distribution.Binomial _ ->
          requireExact(distribution.extremes(), type);
      case Distribution.Permutation permutation -> {
        requireExact(permutation.extremes(), type);
        ElementConversion.require(
            shape.elementCount() <= permutation.n(),
            "a permutation of n "
                + permutation.n()
                + " has no "
                + shape.elementCount()
                + " elements, as shape "
                + shape
                + " asks for");
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
  public double nanosPerElement() {
    return switch (distribution) {
      case Distribution.Uniform _, Distribution.Integers _, Distribution.Bernoulli _ -> 3;
      case Distribution.Normal _, Distribution.Exponential _ -> 20;
      case Distribution.Poisson _ -> 30;
      case Distribution.Lognormal _,
          Distribution.Gamma _,
          Distribution.Binomial _,
          Distribution.Permutation _ ->
          70;
      case Distribution.Beta _ -> 150;
    };
  }

  @Override
  public List<Long> extremes() {
    return distribution.extremes();
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
      case Distribution.Exponential exponential ->
          BlockFill.doubles(RandomBits.exponential(exponential, seed), type, target, from, to);
      case Distribution.Lognormal lognormal ->
          BlockFill.doubles(RandomBits.lognormal(lognormal, seed), type, target, from, to);
      case Distribution.Gamma gamma ->
          BlockFill.doubles(new GammaDraws(gamma, seed), type, target, from, to);
      case Distribution.Beta beta ->
          BlockFill.doubles(new BetaDraws(beta, seed), type, target, from, to);
      case Distribution.Integers integers ->
          BlockFill.longs(RandomBits.integers(integers, seed), type, target, from, to);
      case Distribution.Poisson poisson ->
          BlockFill.longs(new PoissonDraws(poisson, seed), type, target, from, to);
      case Distribution.Binomial binomial ->
          BlockFill.longs(new BinomialDraws(binomial, seed), type, target, from, to);
      case Distribution.Bernoulli bernoulli ->
          BlockFill.longs(RandomBits.bernoulli(bernoulli, seed), type, target, from, to);
      case Distribution.Permutation permutation ->
          BlockFill.longs(new PermutationDraws(permutation, seed), type, target, from, to);
    }
  }

  private static void requireExact(List<Long> values, DataType type) {
    values.forEach(value -> ElementConversion.requireExact(value, type));
  }

  private static void requireFloats(Distribution distribution, double greatest, DataType type) {
    ElementConversion.requireFloating(distribution.label(), type);
    ElementConversion.floatBits(greatest, type);
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
