package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.function.TypedFunction;
import io.parallax.language.Expression;
import io.parallax.program.Domain;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Reduction;
import io.parallax.program.Routine;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Calls of the caller's functions as nodes of a graph. A function without loops and arrays is
/// computed with selects, as if it were written out; any other is invoked for each item.
final class CallLowering {
  private final Premises premises;
  private final Graph graph;
  private final Target target;
  private final Guards guards;

  /// @param target that contains the call
  CallLowering(Premises premises, Target target, Guards guards) {
    this.premises = premises;
    this.graph = premises.graph();
    this.target = target;
    this.guards = guards;
  }

  /// The nodes of the values that a call returns.
  ///
  /// @param lower translates an argument
  /// @throws ComputeException TOO_LARGE for functions that are too long
  List<Integer> lower(Expression.Apply call, ToIntFunction<Expression> lower) {
    TypedFunction function = FunctionTraits.function(call.callee());
    try {
      return premises.calls().functions().isBranchless(function)
          ? inlined(function, call, lower)
          : graph.returned(invoked(function, call, lower, false));
    } catch (ComputeException failure) {
      throw failure.position().isPresent() ? failure : target.originOf(call).locate(failure);
    }
  }

  private List<Integer> inlined(
      TypedFunction function, Expression.Apply call, ToIntFunction<Expression> lower) {
    List<Integer> arguments = call.operands().stream().map(lower::applyAsInt).toList();
    return premises
        .calls()
        .inlined(
            function,
            arguments,
            guards,
            () -> new Branchless(premises, function).call(arguments, guards));
  }

  /// The run of a function for each item.
  ///
  /// @param collects whether every item runs, whatever faults before it
  Node.Call invoked(
      TypedFunction function,
      Expression.Apply call,
      ToIntFunction<Expression> lower,
      boolean collects) {
    RoutineLowering.Lowered lowered = premises.calls().routine(function, premises.conduct());
    Routine routine = lowered.routine();
    List<Integer> parameters = new ArrayList<>();
    List<Node.Whole> arrays = new ArrayList<>();
    for (Expression.Apply.Argument argument : call.arguments()) {
      switch (argument) {
        case Expression.Apply.Item(Expression value) -> parameters.add(lower.applyAsInt(value));
        case Expression.Apply.Whole(Expression array) ->
            arrays.add(new Node.Whole(lower.applyAsInt(array), array.shape()));
        case Expression.Apply.Named _ ->
            throw new IllegalStateException("only within a function: " + call);
      }
    }
    Shape items =
        parameters.stream()
            .map(graph::shape)
            .reduce(Shape.SCALAR, (left, right) -> left.broadcast(right).orElseThrow());
    List<Integer> origins = lowered.origins().stream().map(graph::origin).toList();
    Node.Call everywhere =
        new Node.Call(
            routine,
            items,
            parameters,
            Sink.NO_MASK,
            arrays,
            collects,
            premises.conduct().maximumTrips(),
            origins);
    if (graph.contains(everywhere)) {
      return everywhere;
    }
    OptionalInt guard = guards.node(graph);
    return guard.isPresent() ? everywhere.where(mask(guard.getAsInt(), items, call)) : everywhere;
  }

  /// The items for which any position that uses them takes part.
  private int mask(int guard, Shape items, Expression.Apply call) {
    Shape shape = graph.shape(guard);
    if (shape.broadcast(items).orElseThrow().equals(items)) {
      return guard;
    }
    List<Integer> axes =
        IntStream.range(0, shape.rank())
            .filter(dimension -> shape.extent(dimension) != extent(items, shape, dimension))
            .boxed()
            .toList();
    return graph.add(
        new Node.Reduced(
            Reduction.ANY,
            guard,
            Sink.NO_MASK,
            Domain.reducing(shape, axes),
            DataType.BOOL,
            graph.level(guard) + 1,
            graph.origin(target.originOf(call))));
  }

  /// The extent of the items in a dimension of a shape of at least as many.
  private static long extent(Shape items, Shape shape, int dimension) {
    int own = dimension - (shape.rank() - items.rank());
    return own < 0 ? 1 : items.extent(own);
  }
}
