package io.parallax.compute;

import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.SourcePosition;
import io.parallax.language.Definition;
import io.parallax.language.Expression;
import io.parallax.language.ReductionFunction;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keeps the minimum of nothing from losing the other results of a request to reduce. Which
/// reductions have no elements is known when the program has run; the request is then run again
/// without them.
final class EmptyReductions {
  private static final Set<ReductionFunction> NEEDING_ELEMENTS =
      EnumSet.of(
          ReductionFunction.MIN,
          ReductionFunction.MAX,
          ReductionFunction.ARGMIN,
          ReductionFunction.ARGMAX,
          ReductionFunction.PTP,
          ReductionFunction.NANMIN,
          ReductionFunction.NANMAX,
          ReductionFunction.NANARGMIN,
          ReductionFunction.NANARGMAX);

  private EmptyReductions() {}

  /// The names of the results that have no value because of this failure. These are the result that
  /// failed, and those with a reduction over the same dimensions of the same shape: they see the
  /// same positions. None if the failure is another one, or of another kind of request.
  static Set<String> of(ComputeRequest request, ComputeException failure) {
    return request instanceof Reduce reduce && failure.code() == ErrorCode.EMPTY_REDUCTION
        ? of(reduce, failure)
        : Set.of();
  }

  private static Set<String> of(Reduce request, ComputeException failure) {
    Map<String, List<Located>> reductions = new LinkedHashMap<>();
    RequestAnalyzer texts = new RequestAnalyzer(request);
    request.reductions().forEach((name, text) -> reductions.put(name, located(texts, name, text)));
    Set<Extent> extents = new LinkedHashSet<>();
    for (List<Located> each : reductions.values()) {
      for (Located reduction : each) {
        if (reduction.isAt(failure)) {
          extents.add(Extent.of(reduction.reduction()));
        }
      }
    }
    Set<String> empty = new LinkedHashSet<>();
    reductions.forEach(
        (name, each) -> {
          boolean isEmpty =
              each.stream().map(Located::reduction).map(Extent::of).anyMatch(extents::contains);
          if (isEmpty || failure.pointer().equals(Optional.of(pointer(name)))) {
            empty.add(name);
          }
        });
    return empty;
  }

  /// The reductions of a text that need elements; none where it is known before that there are
  /// none.
  private static List<Located> located(RequestAnalyzer texts, String name, String text) {
    try {
      List<Located> found = new ArrayList<>();
      collect(
          texts.read(name, text, pointer(name)).expression(),
          pointer(name),
          found,
          new HashSet<>());
      return found;
    } catch (ComputeException failure) {
      if (failure.code() != ErrorCode.EMPTY_REDUCTION) {
        throw failure;
      }
      return List.of();
    }
  }

  /// Adds the reductions that need elements, at any depth and in definitions.
  ///
  /// @param pointer the text of the expression
  /// @param seen the definitions that have been walked
  private static void collect(
      Expression expression, String pointer, List<Located> found, Set<Definition> seen) {
    switch (expression) {
      case Expression.Use(Definition definition, _) -> {
        if (seen.add(definition)) {
          collect(definition.value(), definition.pointer(), found, seen);
        }
      }
      case Expression.Reduce reduce -> {
        if (NEEDING_ELEMENTS.contains(reduce.function())) {
          found.add(new Located(reduce, pointer));
        }
        reduce.arguments().forEach(argument -> collect(argument, pointer, found, seen));
      }
      case Expression.Literal _,
          Expression.Input _,
          Expression.Cast _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Comparison _,
          Expression.Element _,
          Expression.Extent _,
          Expression.Apply _,
          Expression.Call _ ->
          expression.operands().forEach(operand -> collect(operand, pointer, found, seen));
    }
  }

  /// The request with a number in place of each of these results.
  static Reduce without(Reduce request, Collection<String> names) {
    Map<String, String> reductions = new LinkedHashMap<>(request.reductions());
    names.forEach(name -> reductions.replace(name, Planner.PLACEHOLDER));
    return new Reduce(
        request.let(),
        request.functions(),
        request.inputs(),
        request.where(),
        reductions,
        request.options());
  }

  private static String pointer(String name) {
    return Pointers.member("/reductions", name);
  }

  /// A reduction and the text it is in.
  private record Located(Expression.Reduce reduction, String pointer) {
    boolean isAt(ComputeException failure) {
      return failure.pointer().equals(Optional.of(pointer))
          && failure.position().map(SourcePosition::offset).equals(Optional.of(reduction.offset()));
    }
  }

  /// What a reduction runs over.
  private record Extent(Shape shape, List<Integer> axes) {
    static Extent of(Expression.Reduce reduction) {
      return new Extent(reduction.arguments().getFirst().shape(), reduction.axes());
    }
  }
}
