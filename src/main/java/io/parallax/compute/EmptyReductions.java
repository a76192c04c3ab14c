package io.parallax.compute;

import io.parallax.compute.ComputeRequest.Reduce;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.SourcePosition;
import io.parallax.language.Expression;
import io.parallax.language.ReductionFunction;
import io.parallax.type.Shape;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    Optional<String> failed =
        request.reductions().keySet().stream()
            .filter(name -> failure.pointer().equals(Optional.of(pointer(name))))
            .findFirst();
    if (failed.isEmpty()) {
      return Set.of();
    }
    RequestAnalyzer texts = new RequestAnalyzer(request.inputs());
    Map<String, List<Expression.Reduce>> reductions = new LinkedHashMap<>();
    request
        .reductions()
        .forEach((name, text) -> reductions.put(name, reductions(texts, name, text)));
    Set<Extent> extents = new LinkedHashSet<>();
    for (Expression.Reduce reduction : reductions.getOrDefault(failed.get(), List.of())) {
      if (failure.position().map(SourcePosition::offset).equals(Optional.of(reduction.offset()))) {
        extents.add(Extent.of(reduction));
      }
    }
    Set<String> empty = new LinkedHashSet<>(Set.of(failed.get()));
    reductions.forEach(
        (name, each) -> {
          if (each.stream().map(Extent::of).anyMatch(extents::contains)) {
            empty.add(name);
          }
        });
    return empty;
  }

  /// The reductions of a text that need elements; none where it is known before that there are
  /// none.
  private static List<Expression.Reduce> reductions(
      RequestAnalyzer texts, String name, String text) {
    try {
      return reductions(texts.read(name, text, pointer(name)).expression()).toList();
    } catch (ComputeException failure) {
      if (failure.code() != ErrorCode.EMPTY_REDUCTION) {
        throw failure;
      }
      return List.of();
    }
  }

  /// The request with a number in place of each of these results.
  static Reduce without(Reduce request, Collection<String> names) {
    Map<String, String> reductions = new LinkedHashMap<>(request.reductions());
    names.forEach(name -> reductions.replace(name, Planner.PLACEHOLDER));
    return new Reduce(request.inputs(), request.where(), reductions, request.options());
  }

  private static String pointer(String name) {
    return Pointers.member("/reductions", name);
  }

  /// The reductions that need elements, at any depth.
  private static Stream<Expression.Reduce> reductions(Expression expression) {
    Stream<Expression.Reduce> inside =
        expression.operands().stream().flatMap(EmptyReductions::reductions);
    return expression instanceof Expression.Reduce reduce
            && NEEDING_ELEMENTS.contains(reduce.function())
        ? Stream.concat(Stream.of(reduce), inside)
        : inside;
  }

  /// What a reduction runs over.
  private record Extent(Shape shape, List<Integer> axes) {
    static Extent of(Expression.Reduce reduction) {
      return new Extent(reduction.arguments().getFirst().shape(), reduction.axes());
    }
  }
}
