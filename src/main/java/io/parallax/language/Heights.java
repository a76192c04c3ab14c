package io.parallax.language;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/// The heights of trees, which are built from the leaves up.
final class Heights {
  private final IdentityHashMap<Syntax, Integer> heights = new IdentityHashMap<>();

  /// Notes a node whose children are noted, and returns its height; a leaf's is 1.
  int note(Syntax node) {
    int height = 1;
    for (Syntax child : children(node)) {
      height = Math.max(height, 1 + heights.getOrDefault(child, 0));
    }
    heights.put(node, height);
    return height;
  }

  private static List<Syntax> children(Syntax node) {
    return switch (node) {
      case Syntax.IntegerLiteral _, Syntax.FloatLiteral _, Syntax.BooleanLiteral _, Syntax.Name _ ->
          List.of();
      case Syntax.Unary(_, Syntax operand, _) -> List.of(operand);
      case Syntax.Binary(_, Syntax left, Syntax right, _) -> List.of(left, right);
      case Syntax.Comparison(_, Syntax left, Syntax right, _) -> List.of(left, right);
      case Syntax.Logical(_, Syntax left, Syntax right, _) -> List.of(left, right);
      case Syntax.Tuple(List<Syntax> elements, _) -> elements;
      case Syntax.Call(_, List<Syntax> arguments, List<Syntax.Keyword> keywords, _) ->
          Stream.concat(arguments.stream(), keywords.stream().map(Syntax.Keyword::value)).toList();
    };
  }
}
