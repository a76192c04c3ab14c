package io.parallax.lowering;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Graph;
import io.parallax.program.Sink;
import io.parallax.program.UnaryOperation;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The positions that take part in the work of a [Translation].
///
/// @param outside the mask for work outside reductions: a position it rejects must not fault
/// @param inside the mask for work inside reductions: a position it rejects must not fault and is
///   left out of the reduction
/// @param branches the conditions under which the value is used, outermost first: a position where
///   one does not hold must not fault
record Guards(Mask outside, Mask inside, List<Branch> branches) {
  static final Guards NONE = new Guards(Mask.NONE, Mask.NONE, List.of());

  Guards {
    branches = List.copyOf(branches);
  }

  /// Guards for values that are kept at the positions in the mask only; reductions see all
  /// positions.
  static Guards keeping(Mask mask) {
    return new Guards(mask, Mask.NONE, List.of());
  }

  /// Guards for values whose reductions see only the positions in the mask.
  static Guards reducing(Mask mask) {
    return new Guards(Mask.NONE, mask, List.of());
  }

  /// The guards of a value that is used only where a condition has a value.
  ///
  /// @param condition a bool node
  Guards where(int condition, boolean holds) {
    List<Branch> more = new ArrayList<>(branches);
    more.add(new Branch(condition, holds));
    return new Guards(outside, inside, more);
  }

  /// The guards of work inside a reduction. Of the conditions of branches those without dimensions
  /// remain, because a reduction is used as a whole or not at all.
  Guards withinReduction(Graph graph) {
    return new Guards(inside, inside, whole(graph));
  }

  /// The guards of work outside reductions of which all elements take part, whatever the mask.
  Guards everywhere(Graph graph) {
    return new Guards(Mask.NONE, inside, whole(graph));
  }

  private List<Branch> whole(Graph graph) {
    return branches.stream().filter(branch -> graph.shape(branch.condition()).isScalar()).toList();
  }

  /// The bool node that is true where work outside reductions may fault; empty where it may fault
  /// anywhere.
  OptionalInt node(Graph graph) {
    OptionalInt all = outside.isPresent() ? OptionalInt.of(outside.node()) : OptionalInt.empty();
    for (Branch branch : branches) {
      int own =
          branch.holds() ? branch.condition() : graph.unary(UnaryOperation.NOT, branch.condition());
      all =
          OptionalInt.of(
              all.isPresent() ? graph.binary(BinaryOperation.AND, all.getAsInt(), own) : own);
    }
    return all;
  }

  /// A condition of a branch, and whether the branch is taken where it is true or where it is not.
  ///
  /// @param condition a bool node
  record Branch(int condition, boolean holds) {}

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
