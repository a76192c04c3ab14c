package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.BasicFunction;
import io.parallax.language.Definition;
import io.parallax.language.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The nodes of definitions in a graph. A definition becomes nodes once for all places where the
/// same guards hold, so that a chain of definitions that use each other several times takes time in
/// proportion to their texts. Where guards change nothing, one time is enough for all places.
final class DefinitionNodes {
  private final Map<Place, Integer> nodes = new HashMap<>();
  private final Map<Definition, Boolean> guarded = new HashMap<>();
  private long lowered;

  /// The node of a definition's value.
  ///
  /// @param lower makes it under guards that give the same value
  /// @throws ComputeException TOO_LARGE beyond [Lowering#MAX_DEFINITION_NODES]
  int node(Definition definition, Guards guards, Function<Guards, Integer> lower) {
    Guards effective = isGuarded(definition) ? guards : Guards.NONE;
    Place place = new Place(definition, effective);
    Integer known = nodes.get(place);
    if (known == null) {
      lowered += definition.size();
      if (lowered > Lowering.MAX_DEFINITION_NODES) {
        throw new ComputeException(
            ErrorCode.TOO_LARGE,
            "the definitions of let are used under so many different conditions that they have more"
                + " than "
                + Lowering.MAX_DEFINITION_NODES
                + " nodes");
      }
      known = lower.apply(effective);
      nodes.put(place, known);
    }
    return known;
  }

  /// Whether guards can matter to the definition: it may fault, or it contains reductions.
  private boolean isGuarded(Definition definition) {
    Boolean known = guarded.get(definition);
    if (known == null) {
      known = isGuarded(definition.value());
      guarded.put(definition, known);
    }
    return known;
  }

  private boolean isGuarded(Expression expression) {
    return switch (expression) {
      case Expression.Use(Definition definition, _) -> isGuarded(definition);
      case Expression.Reduce _, Expression.Element _, Expression.Apply _ -> true;
      case Expression.Literal _, Expression.Input _, Expression.Extent _ -> false;
      case Expression.Call call when call.function() == BasicFunction.ISIN -> true;
      case Expression.Cast _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Comparison _,
          Expression.Call _ ->
          expression.type().isInteger() || expression.operands().stream().anyMatch(this::isGuarded);
    };
  }

  private record Place(Definition definition, Guards guards) {}
}
