package io.parallax.kernel.block.loop;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A template: polynomials, several vectors side by side. The latency of one vector is hidden by
/// the work on the others, and a coefficient is loaded once for all of them. Together they are at
/// most a grain: eight vectors, or four vectors of sixteen elements.
public final class VectorPolynomialLoop implements PolynomialLoop {
  public record Parameters(VectorSpecies<Lane> species) {}

  private static final VectorSpecies<Lane> SPECIES =
      Templates.parameters(MethodHandles.lookup(), Parameters.class).species();
  private static final VectorSpecies<Long> PATTERNS =
      LongVector.SPECIES_64.withShape(SPECIES.vectorShape());
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.elementSize() / Byte.SIZE;
  private static final long BYTES = SPECIES.vectorByteSize();
  private static final boolean EIGHT = 8 * LANES <= Block.GRAIN;

  @Override
  public void run(Block block, int target, int x, int start, long[] coefficients) {
    int grain = (EIGHT ? 8 : 4) * LANES;
    long arguments = block.address(x);
    long starts = block.address(start);
    long results = block.address(target);
    int count = block.paddedCount();
    for (int i = 0; i < count; i += grain) {
      long skipped = Memory.bytes(i, WIDTH);
      long argumentsAt = arguments + skipped;
      long startsAt = starts + skipped;
      long at = results + skipped;
      Vector<Lane> x0 = load(argumentsAt, 0);
      Vector<Lane> x1 = load(argumentsAt, 1);
      Vector<Lane> x2 = load(argumentsAt, 2);
      Vector<Lane> x3 = load(argumentsAt, 3);
      Vector<Lane> x4 = EIGHT ? load(argumentsAt, 4) : x0;
      Vector<Lane> x5 = EIGHT ? load(argumentsAt, 5) : x0;
      Vector<Lane> x6 = EIGHT ? load(argumentsAt, 6) : x0;
      Vector<Lane> x7 = EIGHT ? load(argumentsAt, 7) : x0;
      Vector<Lane> y0 = load(startsAt, 0);
      Vector<Lane> y1 = load(startsAt, 1);
      Vector<Lane> y2 = load(startsAt, 2);
      Vector<Lane> y3 = load(startsAt, 3);
      Vector<Lane> y4 = EIGHT ? load(startsAt, 4) : x0;
      Vector<Lane> y5 = EIGHT ? load(startsAt, 5) : x0;
      Vector<Lane> y6 = EIGHT ? load(startsAt, 6) : x0;
      Vector<Lane> y7 = EIGHT ? load(startsAt, 7) : x0;
      for (int place = 0; place < coefficients.length; place += PATTERN) {
        Vector<Lane> next =
            LongVector.fromArray(PATTERNS, coefficients, place).reinterpretShape(SPECIES, 0);
        y0 = y0.lanewise(VectorOperators.FMA, x0, next);
        y1 = y1.lanewise(VectorOperators.FMA, x1, next);
        y2 = y2.lanewise(VectorOperators.FMA, x2, next);
        y3 = y3.lanewise(VectorOperators.FMA, x3, next);
        if (EIGHT) {
          y4 = y4.lanewise(VectorOperators.FMA, x4, next);
          y5 = y5.lanewise(VectorOperators.FMA, x5, next);
          y6 = y6.lanewise(VectorOperators.FMA, x6, next);
          y7 = y7.lanewise(VectorOperators.FMA, x7, next);
        }
      }
      store(y0, at, 0);
      store(y1, at, 1);
      store(y2, at, 2);
      store(y3, at, 3);
      if (EIGHT) {
        store(y4, at, 4);
        store(y5, at, 5);
        store(y6, at, 6);
        store(y7, at, 7);
      }
    }
  }

  private static Vector<Lane> load(long at, int index) {
    return SPECIES.fromMemorySegment(Memory.ALL, at + index * BYTES, Species.ORDER);
  }

  private static void store(Vector<Lane> vector, long at, int index) {
    vector.intoMemorySegment(Memory.ALL, at + index * BYTES, Species.ORDER);
  }
}
