package io.parallax.function;

import io.parallax.language.Syntax;
import java.util.List;

/// What an assignment assigns to.
sealed interface TargetSyntax {
  int offset();

  record Variable(String name, int offset) implements TargetSyntax {}

  record Element(String array, List<Syntax> indices, int offset) implements TargetSyntax {
    public Element {
      indices = List.copyOf(indices);
    }
  }
}
