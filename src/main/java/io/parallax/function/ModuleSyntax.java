package io.parallax.function;

import io.parallax.language.Syntax;
import java.util.List;

/// A text of functions as written, without its imports.
record ModuleSyntax(List<ConstantSyntax> constants, List<FunctionSyntax> functions) {
  ModuleSyntax {
    constants = List.copyOf(constants);
    functions = List.copyOf(functions);
  }

  /// `N = 1000`.
  record ConstantSyntax(String name, Syntax value, int offset) {}
}
