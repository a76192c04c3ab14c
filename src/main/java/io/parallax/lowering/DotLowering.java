package io.parallax.lowering;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Graph;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.program.Value;
import io.parallax.type.DataType;

/// The exact sum of the products of int64, which is a fault where it does not fit int64. The
/// products themselves need not fit.
///
/// A product is w + e·2⁶⁴ of its wrapped value w and its excess e
/// ([BinaryOperation#MULTIPLY_EXCESS]). The sum of the products is r + (c + E)·2⁶⁴, of which r is
/// the wrapped sum of the w, E is the sum of the e, and c is how often the sum of the w wraps. So
/// it fits where c + E is 0, and is r there. c is the integer nearest to (m·n − r) / 2⁶⁴ of the
/// mean m of the n values w: m is rounded once, so that m·n is wrong by less than n·2¹², and 2⁻⁵²·n
/// of 2⁶⁴ is far below a half. If E does not fit int64, the sum does not either.
final class DotLowering {
  private static final double HALF = 0.5;

  private final Graph graph;
  private final ReductionLowering reductions;
  private final int origin;

  /// @param origin the place of faults
  DotLowering(Graph graph, ReductionLowering reductions, int origin) {
    this.graph = graph;
    this.reductions = reductions;
    this.origin = origin;
  }

  /// The int64 node of the sum, in the shape of the reduction.
  ///
  /// @param left an int64 node
  /// @param right an int64 node
  int lower(int left, int right) {
    int wrapped = graph.binary(BinaryOperation.MULTIPLY, left, right);
    int excess = graph.binary(BinaryOperation.MULTIPLY_EXCESS, left, right);
    Value sum = reduced(Reduction.SUM, wrapped, DataType.INT64);
    Value excesses = reduced(Reduction.CHECKED_SUM, excess, DataType.INT64);
    Value mean = reduced(Reduction.MEAN, wrapped, DataType.FLOAT64);
    Value total = mean.times(new Value(graph, reductions.elementCounts()));
    Value wraps = total.minus(sum.to(DataType.FLOAT64)).times(0x1p-64);
    Value isLost = wraps.plus(excesses.to(DataType.FLOAT64)).magnitude().isGreater(HALF);
    return graph.add(
        new Operation.Binary(
            BinaryOperation.ADD_EXACT,
            isLost.choose(sum.constant(Long.MAX_VALUE), sum).node(),
            isLost.to(DataType.INT64).node(),
            DataType.INT64,
            origin));
  }

  private Value reduced(Reduction reduction, int value, DataType type) {
    return new Value(graph, reductions.shaped(reductions.reduced(reduction, value, type)));
  }
}
