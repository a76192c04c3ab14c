package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.emit.LaneReduction.State;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;

/// Writes the merge of two vectors of accumulators, element by element, as
/// [io.parallax.kernel.Accumulator] defines it. A single element is merged as an accumulator that
/// has taken only this element.
final class StateEmitter {
  private final Reduction reduction;
  private final DataType type;
  private final Vectors vectors;
  private final IrText ir;
  private final ArithmeticEmitter arithmetic;

  StateEmitter(Reduction reduction, DataType type, Vectors vectors, IrText ir) {
    this.reduction = reduction;
    this.type = type;
    this.vectors = vectors;
    this.ir = ir;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
  }

  State merge(State left, State right) {
    return switch (reduction) {
      case SUM -> combine("add", left, right);
      case PRODUCT -> combine("mul", left, right);
      case MINIMUM -> extreme(type.isFloating() ? "minimum" : "smin", left, right);
      case MAXIMUM -> extreme(type.isFloating() ? "maximum" : "smax", left, right);
      case ANY -> combine("or", left, right);
      case ALL -> combine("and", left, right);
      case ARG_MINIMUM -> nearer("lt", left, right);
      case ARG_MAXIMUM -> nearer("gt", left, right);
      case CHECKED_SUM, CHECKED_PRODUCT, MEAN, MEAN_RESIDUAL ->
          throw new IllegalArgumentException(reduction + " has an emitter of its own");
    };
  }

  private State combine(String instruction, State left, State right) {
    return new State(
        arithmetic.instruction(instruction, type, left.first(), right.first()), left.second());
  }

  private State extreme(String intrinsic, State left, State right) {
    return new State(
        arithmetic.intrinsic(intrinsic, type, left.first(), right.first()), left.second());
  }

  /// The state of the two that comes first in the order: by value, with NaN before all numbers,
  /// then by position.
  private State nearer(String order, State left, State right) {
    String better = compare(type.isFloating() ? "fcmp o" + order : "icmp s" + order, right, left);
    String alike = compare(type.isFloating() ? "fcmp oeq" : "icmp eq", right, left);
    if (type.isFloating()) {
      String leftIsNan = isNan(left);
      String rightIsNan = isNan(right);
      String leftIsNumber = mask("xor", leftIsNan, "splat (i1 true)");
      better = mask("or", better, mask("and", rightIsNan, leftIsNumber));
      alike = mask("or", alike, mask("and", rightIsNan, leftIsNan));
    }
    String earlier =
        ir.let("icmp slt " + vectors.of("i64") + " " + right.second() + ", " + left.second());
    String takes = mask("or", better, mask("and", alike, earlier));
    return new State(
        arithmetic.select(type, takes, right.first(), left.first()),
        arithmetic.select(DataType.INT64, takes, right.second(), left.second()));
  }

  private String compare(String instruction, State challenger, State holder) {
    return ir.let(
        instruction + " " + vectors.of(type) + " " + challenger.first() + ", " + holder.first());
  }

  private String isNan(State state) {
    return ir.let("fcmp uno " + vectors.of(type) + " " + state.first() + ", zeroinitializer");
  }

  private String mask(String instruction, String left, String right) {
    return ir.let(instruction + " " + vectors.mask() + " " + left + ", " + right);
  }
}
