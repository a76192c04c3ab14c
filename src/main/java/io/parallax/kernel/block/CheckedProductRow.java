package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.block.loop.Block;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;

/// The exact product of int64, element by element.
final class CheckedProductRow implements RowReduction {
  private final PlannedSink.Reduce reduce;
  private final Accumulator product = new Accumulator(Reduction.CHECKED_PRODUCT, DataType.INT64);

  CheckedProductRow(PlannedSink.Reduce reduce) {
    this.reduce = reduce;
  }

  @Override
  public void start() {
    product.reset();
  }

  @Override
  public void update(Block block, int from) {
    for (int at = from; at < from + block.rowLength(); at++) {
      if (reduce.takesPart(block, at)) {
        product.update(reduce.bits(block, at), 0);
      }
    }
  }

  @Override
  public Accumulator finished(long count) {
    product.set(product.first(), product.second(), product.third(), count);
    return product;
  }
}
