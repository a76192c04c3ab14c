package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Domain;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// `isin(x, s)`: whether x equals a member of s.
///
/// A member without dimensions is a comparison. Of a member that is an array, all elements are
/// compared with all of x: an [Reduction#ANY] over a dimension that is appended to those of x.
final class MembershipLowering {
  private final Graph graph;
  private final int origin;

  MembershipLowering(Graph graph, int origin) {
    this.graph = graph;
    this.origin = origin;
  }

  /// @param members nodes of the type of x
  /// @throws ComputeException TOO_LARGE where there are too many pairs, or x has too many
  ///   dimensions
  int lower(int x, List<Integer> members) {
    if (members.isEmpty()) {
      return graph.compare(Comparison.NOT_EQUAL, x, x);
    }
    int found = graph.constant(Scalar.of(false));
    for (int member : members) {
      int equal =
          graph.shape(member).isScalar()
              ? graph.compare(Comparison.EQUAL, x, member)
              : isElement(x, member);
      found = graph.binary(BinaryOperation.OR, found, equal);
    }
    return found;
  }

  private int isElement(int x, int set) {
    Shape shape = graph.shape(x);
    long count = graph.shape(set).elementCount();
    int equal =
        graph.compare(Comparison.EQUAL, view(x, pairs(shape, 1)), view(set, Shape.of(count)));
    Domain domain = Domain.reducing(pairs(shape, count), List.of(shape.rank()));
    int any =
        graph.add(
            new Node.Reduced(
                Reduction.ANY,
                equal,
                Sink.NO_MASK,
                domain,
                DataType.BOOL,
                graph.level(equal) + 1,
                origin));
    return view(any, shape);
  }

  private static Shape pairs(Shape shape, long count) {
    List<Long> extents = new ArrayList<>(shape.extents());
    extents.add(count);
    if (!Shape.fits(extents)) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE, "'isin' would compare too many pairs: " + extents);
    }
    return new Shape(extents);
  }

  /// The node's elements in another shape, which are stored for this unless the node is constant.
  private int view(int node, Shape shape) {
    if (graph.shape(node).equals(shape) || graph.shape(node).isScalar()) {
      return node;
    }
    int source = graph.node(node) instanceof Node.View view ? view.source() : node;
    return graph.add(new Node.View(source, graph.type(node), shape, graph.level(node)));
  }
}
