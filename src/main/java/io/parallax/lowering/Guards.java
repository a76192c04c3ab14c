package io.parallax.lowering;

import io.parallax.program.Sink;
import io.parallax.type.Shape;

/// The positions that take part in the work of a [Translation].
///
/// @param outside the mask for work outside reductions: a position it rejects must not fault
/// @param inside the mask for work inside reductions: a position it rejects must not fault and is
///   left out of the reduction
record Guards(Mask outside, Mask inside) {
  static final Guards NONE = new Guards(Mask.NONE, Mask.NONE);

  /// Guards for values that are kept at the positions in the mask only; reductions see all
  /// positions.
  static Guards keeping(Mask mask) {
    return new Guards(mask, Mask.NONE);
  }

  /// Guards for values whose reductions see only the positions in the mask.
  static Guards reducing(Mask mask) {
    return new Guards(Mask.NONE, mask);
  }

  /// The guards of work inside a reduction.
  Guards withinReduction() {
    return new Guards(inside, inside);
  }

  /// A bool node and the shape of the expression it stands for.
  ///
  /// @param node [Sink#NO_MASK] where every position takes part
  record Mask(int node, Shape shape) {
    static final Mask NONE = new Mask(Sink.NO_MASK, Shape.SCALAR);

    boolean isPresent() {
      return node != Sink.NO_MASK;
    }
  }
}
