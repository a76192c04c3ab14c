package io.parallax.lowering;

import io.parallax.language.Expression;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import java.util.function.ToIntFunction;

/// What the names in an expression stand for.
///
/// @param nodes the node of a name's value
/// @param areVariables whether the expression is part of a function: there, a float that does not
///   fit the integer it is converted to counts as overflow
record NameNodes(ToIntFunction<Expression.Input> nodes, boolean areVariables) {
  /// The arrays of a request.
  static NameNodes ofInputs(Graph graph) {
    return new NameNodes(
        input -> graph.add(new Node.Input(input.name(), input.arrayType())), false);
  }

  /// The variables of a function.
  static NameNodes ofVariables(ToIntFunction<Expression.Input> nodes) {
    return new NameNodes(nodes, true);
  }

  int node(Expression.Input name) {
    return nodes.applyAsInt(name);
  }
}
