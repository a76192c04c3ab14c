package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.SourcePosition;
import io.parallax.language.Expression;
import io.parallax.language.Scope;
import io.parallax.program.Program;
import java.util.Map;

/// One analysed text of a request and the name its result gets.
///
/// @param source the text `expression` was read from
/// @param pointer the JSON pointer to this text in the request, such as `/select/y`
/// @param scope the names that the expression was analysed with
public record Target(
    String name, String source, Expression expression, String pointer, Scope scope) {
  /// A text that uses inputs alone, none of which is weak.
  public Target(String name, String source, Expression expression, String pointer) {
    this(name, source, expression, pointer, Scope.of(Map.of()));
  }

  public Program.Origin originOf(Expression part) {
    return new Program.Origin(new SourcePosition(source, part.offset()), pointer);
  }

  /// The failure, located at the whole expression.
  public ComputeException locate(ComputeException failure) {
    return originOf(expression).locate(failure);
  }
}
