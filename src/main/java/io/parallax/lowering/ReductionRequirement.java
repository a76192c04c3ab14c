package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.BasicFunction;
import io.parallax.language.Definition;
import io.parallax.language.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// What a request to reduce requires of its expressions.
final class ReductionRequirement {
  private final Map<Definition, Boolean> reducing = new HashMap<>();
  private final Map<Definition, Boolean> unreduced = new HashMap<>();

  private ReductionRequirement() {}

  /// @param masked whether `where` leaves positions out, so that an array outside the reductions
  ///   has no meaning
  /// @throws ComputeException INVALID_ARGUMENT
  static void require(Target target, boolean masked) {
    Expression expression = target.expression();
    ReductionRequirement requirement = new ReductionRequirement();
    if (masked && requirement.hasUnreducedArray(expression)) {
      throw refuse(
          target,
          "under 'where' every array must be reduced, for example sum(a) instead of a; to get the"
              + " elements themselves use /v1/filter");
    }
    if (!masked && !expression.shape().isScalar() && !requirement.reduces(expression)) {
      throw refuse(
          target,
          "this is an array of shape "
              + expression.shape()
              + ": reduce it, for example with sum, or use /v1/evaluate");
    }
  }

  private static ComputeException refuse(Target target, String detail) {
    return target.locate(new ComputeException(ErrorCode.INVALID_ARGUMENT, detail));
  }

  private boolean reduces(Expression expression) {
    if (expression instanceof Expression.Use(Definition definition, _)) {
      return once(reducing, definition, this::reduces);
    }
    return expression instanceof Expression.Reduce
        || expression.operands().stream().anyMatch(this::reduces);
  }

  /// The answer for a definition, which many expressions may share.
  private static boolean once(
      Map<Definition, Boolean> answers, Definition definition, Predicate<Expression> question) {
    Boolean known = answers.get(definition);
    if (known == null) {
      known = question.test(definition.value());
      answers.put(definition, known);
    }
    return known;
  }

  private boolean hasUnreducedArray(Expression expression) {
    return switch (expression) {
      case Expression.Reduce _ -> false;
      case Expression.Use(Definition definition, _) ->
          once(unreduced, definition, this::hasUnreducedArray);
      case Expression.Input input -> !input.shape().isScalar();
      case Expression.Call call when call.function() == BasicFunction.ISIN ->
          hasUnreducedArray(call.arguments().getFirst());
      case Expression.Apply apply ->
          !apply.shape().isScalar() && apply.operands().stream().anyMatch(this::hasUnreducedArray);
      case Expression.Literal _,
          Expression.Element _,
          Expression.Extent _,
          Expression.Cast _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Comparison _,
          Expression.Call _ ->
          expression.operands().stream().anyMatch(this::hasUnreducedArray);
    };
  }
}
