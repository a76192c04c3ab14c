package io.parallax.lowering;

import io.parallax.error.ComputeException;
import io.parallax.error.SourcePosition;
import io.parallax.function.Functions;
import io.parallax.function.TypedFunction;
import io.parallax.language.Expression;
import io.parallax.language.Scope;
import io.parallax.program.Program;
import io.parallax.type.DataType;
import java.util.Map;

/// One analysed text of a request and the name its result gets.
///
/// @param source the text `expression` was read from
/// @param pointer the JSON pointer to this text in the request, such as `/select/y`
/// @param scope the names that the expression was analysed with
/// @param kind what the text's operations are to the caller
public record Target(
    String name,
    String source,
    Expression expression,
    String pointer,
    Scope scope,
    Program.Origin.Kind kind) {
  /// A text of the caller's.
  public Target(String name, String source, Expression expression, String pointer, Scope scope) {
    this(name, source, expression, pointer, scope, Program.Origin.Kind.OPERATION);
  }

  /// An expression within a function.
  static Target within(TypedFunction function, Expression expression) {
    return new Target(
        function.name(),
        function.source(),
        expression,
        Functions.POINTER,
        Scope.of(Map.of()),
        function.isOfLibrary() ? Program.Origin.Kind.LIBRARY : Program.Origin.Kind.OPERATION);
  }

  /// A text that uses inputs alone, none of which is weak.
  public Target(String name, String source, Expression expression, String pointer) {
    this(name, source, expression, pointer, Scope.of(Map.of()));
  }

  public Program.Origin originOf(Expression part) {
    return new Program.Origin(new SourcePosition(source, part.offset()), pointer, kind(part));
  }

  private Program.Origin.Kind kind(Expression part) {
    if (part instanceof Expression.Cast(Expression operand, DataType type, _)
        && operand.type().isFloating()
        && type.isInteger()) {
      return Program.Origin.Kind.CONVERSION;
    }
    return kind;
  }

  /// The failure, located at the whole expression.
  public ComputeException locate(ComputeException failure) {
    return originOf(expression).locate(failure);
  }
}
