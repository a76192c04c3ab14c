package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import java.util.HashSet;
import java.util.Set;

/// Writes every name of a module as `math.x`, `np.x` or `numba.x`, however it was imported.
record QualifiedNames(Source source, Imports imports) {

  /// A function's definition, whose own names hide imported ones.
  ///
  /// @param defined the names of the text's functions and constants
  FunctionSyntax qualify(FunctionSyntax function, Set<String> defined) {
    Set<String> hidden = new HashSet<>(defined);
    hidden.addAll(LocalNames.in(function));
    return function.map(syntax -> qualify(syntax, hidden));
  }

  /// A constant's value.
  Syntax qualify(Syntax value) {
    return qualify(value, Set.of());
  }

  private Syntax qualify(Syntax syntax, Set<String> hidden) {
    return switch (syntax) {
      case Syntax.Name(String name, int offset) when !hidden.contains(name) ->
          imports
              .member(name)
              .<Syntax>map(
                  member ->
                      new Syntax.Attribute(
                          new Syntax.Name(module(member), offset), member(member), offset))
              .orElse(syntax);
      case Syntax.Attribute(Syntax.Name(String owner, int at), String member, int offset)
          when !hidden.contains(owner) && imports.module(owner).isPresent() ->
          new Syntax.Attribute(
              new Syntax.Name(imports.module(owner).orElseThrow(), at), member, offset);
      case Syntax.Call call -> {
        Syntax.Call inner = (Syntax.Call) Rewriting.children(call, each -> qualify(each, hidden));
        yield new Syntax.Call(
            function(call, hidden), inner.arguments(), inner.keywords(), call.offset());
      }
      case Syntax.IntegerLiteral _,
          Syntax.FloatLiteral _,
          Syntax.BooleanLiteral _,
          Syntax.Name _,
          Syntax.Unary _,
          Syntax.Binary _,
          Syntax.Comparison _,
          Syntax.Logical _,
          Syntax.Tuple _,
          Syntax.Conditional _,
          Syntax.Subscript _,
          Syntax.Attribute _ ->
          Rewriting.children(syntax, each -> qualify(each, hidden));
    };
  }

  private String function(Syntax.Call call, Set<String> hidden) {
    String function = call.function();
    int point = function.indexOf('.');
    if (point < 0) {
      return hidden.contains(function) ? function : imports.member(function).orElse(function);
    }
    String owner = function.substring(0, point);
    String member = function.substring(point + 1);
    if (hidden.contains(owner) || imports.module(owner).isEmpty()) {
      throw refuse(call.offset(), owner, member);
    }
    return imports.module(owner).orElseThrow() + "." + member;
  }

  private ComputeException refuse(int offset, String owner, String member) {
    String advice =
        switch (member) {
          case "append", "extend", "add", "insert", "print" -> StatementRefusals.onCall(member);
          case "sum", "mean", "min", "max", "prod", "any", "all", "std", "var" ->
              "there is no " + quote(member) + " of an array here; write a loop over its elements";
          case "copy", "tolist" -> "arrays are not copied; read the elements";
          case "astype" -> "write a cast of each element, such as float64(a[i])";
          default ->
              quote(owner)
                  + " is no module; known are math, numpy (np) and numba, and functions are called"
                  + " without a point";
        };
    return source.error(ErrorCode.INVALID_SYNTAX, offset, advice);
  }

  private static String module(String qualified) {
    return qualified.substring(0, qualified.indexOf('.'));
  }

  private static String member(String qualified) {
    return qualified.substring(qualified.indexOf('.') + 1);
  }
}
