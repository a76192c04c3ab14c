package io.parallax.lowering;

import io.parallax.program.Graph;
import io.parallax.type.Overflow;

/// What all translations into one graph have in common.
///
/// @param graph gets the nodes
/// @param conduct what happens on overflow, and how many trips an item may make
/// @param definitions the nodes of definitions that the graph has
/// @param calls the nodes of calls of the caller's functions that the graph has
record Premises(Graph graph, Conduct conduct, DefinitionNodes definitions, CallNodes calls) {
  /// Premises of an empty graph.
  ///
  /// @param functions what is known of functions
  static Premises of(Conduct conduct, FunctionTraits functions) {
    return new Premises(new Graph(), conduct, new DefinitionNodes(), new CallNodes(functions));
  }

  Overflow overflow() {
    return conduct.overflow();
  }
}
