package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the product of float64 in eight lanes, as [io.parallax.program.Reduction#PRODUCT]
/// defines it.
///
/// An element that the mask excludes is taken as 1, which changes nothing.
public final class VectorProductLoop implements ReduceLoop {
  public record Parameters(boolean masked) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final boolean MASKED = PARAMETERS.masked();
  private static final int LANES = SPECIES.length();
  private static final int ACCUMULATORS = ReduceLoop.ACCUMULATORS;
  private static final long MANTISSA = 0x800F_FFFF_FFFF_FFFFL;
  private static final long ONE = 0x3FF0_0000_0000_0000L;
  private static final int MANTISSA_BITS = 52;
  private static final long EXPONENT_MASK = 0x7FF;
  private static final long BIAS = 1023;
  private static final long SUBNORMAL_SHIFT = 64;
  private static final double SUBNORMAL_SCALE = 0x1p64;

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);
  private static final ByteVector FALSE = ByteVector.zero(BYTES);

  @Override
  public int lanes() {
    return ACCUMULATORS;
  }

  @Override
  public boolean run(Block block, int value, int mask, int from, int count, long state) {
    for (int lane = 0; lane < ACCUMULATORS; lane += LANES) {
      multiply(
          block, value, mask, from + lane, from + count, state + Memory.bytes(lane, Double.BYTES));
    }
    return true;
  }

  /// Multiplies every eighth element, for as many neighbouring elements as a vector has lanes.
  private static void multiply(Block block, int value, int mask, int from, int to, long state) {
    long valuesAt = block.address(value);
    long takesAt = block.address(mask);
    long errorsAt = state + ACCUMULATORS * Long.BYTES;
    long exponentsAt = errorsAt + ACCUMULATORS * Long.BYTES;
    DoubleVector product =
        DoubleVector.fromMemorySegment(SPECIES, Memory.ALL, state, Species.ORDER);
    DoubleVector errors =
        DoubleVector.fromMemorySegment(SPECIES, Memory.ALL, errorsAt, Species.ORDER);
    LongVector exponents =
        LongVector.fromMemorySegment(LONGS, Memory.ALL, exponentsAt, Species.ORDER);
    for (int i = from; i < to; i += ACCUMULATORS) {
      DoubleVector x = element(valuesAt, takesAt, i);
      VectorMask<Double> tiny = x.abs().compare(VectorOperators.LT, Double.MIN_NORMAL);
      DoubleVector scaled = x.mul(SUBNORMAL_SCALE, tiny);
      LongVector bits = scaled.reinterpretAsLongs();
      LongVector exponent = bits.lanewise(VectorOperators.LSHR, MANTISSA_BITS).and(EXPONENT_MASK);
      VectorMask<Long> special =
          exponent
              .compare(VectorOperators.EQ, 0)
              .or(exponent.compare(VectorOperators.EQ, EXPONENT_MASK));
      DoubleVector mantissa =
          bits.and(MANTISSA).or(ONE).blend(bits, special).reinterpretAsDoubles();
      LongVector power =
          exponent.sub(BIAS).sub(SUBNORMAL_SHIFT, tiny.cast(LONGS)).blend(0, special);
      DoubleVector both = product.mul(mantissa);
      DoubleVector error = errors.fma(mantissa, product.fma(mantissa, both.neg()));
      VectorMask<Double> halves = both.abs().compare(VectorOperators.GE, 2.0);
      product = both.mul(0.5, halves);
      errors = error.mul(0.5, halves);
      exponents = exponents.add(power).add(1, halves.cast(LONGS));
    }
    product.intoMemorySegment(Memory.ALL, state, Species.ORDER);
    errors.intoMemorySegment(Memory.ALL, errorsAt, Species.ORDER);
    exponents.intoMemorySegment(Memory.ALL, exponentsAt, Species.ORDER);
  }

  private static DoubleVector element(long valuesAt, long takesAt, int index) {
    DoubleVector element =
        DoubleVector.fromMemorySegment(
            SPECIES, Memory.ALL, valuesAt + Memory.bytes(index, Double.BYTES), Species.ORDER);
    return MASKED
        ? DoubleVector.broadcast(SPECIES, 1.0)
            .blend(element, takesPart(takesAt + Memory.bytes(index, Byte.BYTES)))
        : element;
  }

  private static VectorMask<Double> takesPart(long at) {
    return HAS_BYTES
        ? BYTES
            .fromMemorySegment(Memory.ALL, at, Species.ORDER)
            .compare(VectorOperators.NE, FALSE)
            .cast(SPECIES)
        : VectorMask.fromLong(SPECIES, Bools.read(at, LANES));
  }
}
