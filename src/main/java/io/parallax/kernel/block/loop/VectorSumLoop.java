package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: the compensated sum of float64 in eight lanes, as
/// [io.parallax.program.Reduction#SUM] defines it. The error of each addition is computed by
/// Knuth's TwoSum.
///
/// An element that the mask excludes is taken as +0, which changes nothing. The running sum is
/// never −0, so adding +0 leaves the sum as it is, with an error of zero. Where the sum is not
/// finite, the compensation is NaN already.
public final class VectorSumLoop implements ReduceLoop {
  public record Parameters(VectorSpecies<Lane> species, boolean masked) {}

  private static final Parameters PARAMETERS =
      Templates.parameters(MethodHandles.lookup(), Parameters.class);
  private static final VectorSpecies<Lane> SPECIES = PARAMETERS.species();
  private static final boolean MASKED = PARAMETERS.masked();
  private static final int LANES = SPECIES.length();
  private static final int ACCUMULATORS = ReduceLoop.ACCUMULATORS;

  /// Whether a vector of bytes exists with as many bytes as lanes.
  private static final boolean HAS_BYTES = LANES >= Long.BYTES;

  private static final VectorSpecies<Byte> BYTES = Species.ofBools(LANES);
  private static final ByteVector FALSE = ByteVector.zero(BYTES);

  @Override
  public int lanes() {
    return ACCUMULATORS;
  }

  @Override
  public void run(Block block, int value, int mask, int from, int count, long state) {
    for (int lane = 0; lane < ACCUMULATORS; lane += LANES) {
      sum(block, value, mask, from + lane, from + count, state + Memory.bytes(lane, Long.BYTES));
    }
  }

  /// Sums every eighth element, for as many neighbouring elements as a vector has lanes.
  private static void sum(Block block, int value, int mask, int from, int to, long state) {
    long valuesAt = block.address(value);
    long takesAt = block.address(mask);
    long compensationAt = state + ACCUMULATORS * Long.BYTES;
    Vector<Lane> zero = SPECIES.broadcast(0);
    Vector<Lane> sum = SPECIES.fromMemorySegment(Memory.ALL, state, Species.ORDER);
    Vector<Lane> compensation =
        SPECIES.fromMemorySegment(Memory.ALL, compensationAt, Species.ORDER);
    for (int i = from; i < to; i += ACCUMULATORS) {
      Vector<Lane> all =
          SPECIES.fromMemorySegment(
              Memory.ALL, valuesAt + Memory.bytes(i, Long.BYTES), Species.ORDER);
      Vector<Lane> element =
          MASKED ? zero.blend(all, takesPart(takesAt + Memory.bytes(i, Byte.BYTES))) : all;
      Vector<Lane> next = sum.lanewise(VectorOperators.ADD, element);
      Vector<Lane> elementPart = next.lanewise(VectorOperators.SUB, sum);
      Vector<Lane> sumPart = next.lanewise(VectorOperators.SUB, elementPart);
      Vector<Lane> error =
          sum.lanewise(VectorOperators.SUB, sumPart)
              .lanewise(VectorOperators.ADD, element.lanewise(VectorOperators.SUB, elementPart));
      compensation = compensation.lanewise(VectorOperators.ADD, error);
      sum = next;
    }
    sum.intoMemorySegment(Memory.ALL, state, Species.ORDER);
    compensation.intoMemorySegment(Memory.ALL, compensationAt, Species.ORDER);
  }

  private static VectorMask<Lane> takesPart(long at) {
    return HAS_BYTES
        ? BYTES
            .fromMemorySegment(Memory.ALL, at, Species.ORDER)
            .compare(VectorOperators.NE, FALSE)
            .cast(SPECIES)
        : VectorMask.fromLong(SPECIES, Bools.read(at, LANES));
  }
}
