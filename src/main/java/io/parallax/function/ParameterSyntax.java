package io.parallax.function;

import io.parallax.language.Syntax;
import java.util.Optional;

/// A parameter as written: `x`, `x: float`, `n=10`.
record ParameterSyntax(
    String name, Optional<TypeSyntax> annotation, Optional<Syntax> defaultValue, int offset) {}
