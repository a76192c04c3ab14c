package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds every name of an expression that is no input, no definition and no constant, and every
/// called name that is no function. Analysis stops at the first.
public final class UnknownNames {
  private final Source source;
  private final KnownNames known;
  private final Optional<String> own;
  private final List<ComputeException> failures = new ArrayList<>();

  private UnknownNames(Source source, KnownNames known, Optional<String> own) {
    this.source = source;
    this.known = own.map(known::within).orElse(known);
    this.own = own;
  }

  /// The failures in the order of the text, one for each place.
  ///
  /// @param source the text that was parsed as `syntax`
  /// @param own the definition whose text it is; that it uses itself is another failure
  public static List<ComputeException> in(
      String source, Syntax syntax, KnownNames known, Optional<String> own) {
    UnknownNames names = new UnknownNames(new Source(source), known, own);
    names.visit(syntax);
    return List.copyOf(names.failures);
  }

  private void visit(Syntax syntax) {
    switch (syntax) {
      case Syntax.IntegerLiteral _, Syntax.FloatLiteral _, Syntax.BooleanLiteral _ -> {}
      case Syntax.Name(String name, int offset) -> {
        if (!isKnown(name)) {
          refuse(offset, NameAdvice.onName(name, known));
        }
      }
      case Syntax.Unary unary -> visit(unary.operand());
      case Syntax.Binary binary -> {
        visit(binary.left());
        visit(binary.right());
      }
      case Syntax.Comparison comparison -> {
        visit(comparison.left());
        visit(comparison.right());
      }
      case Syntax.Logical logical -> {
        visit(logical.left());
        visit(logical.right());
      }
      case Syntax.Tuple tuple -> tuple.elements().forEach(this::visit);
      case Syntax.Call call -> {
        String function = call.function();
        if (Function.ofLabel(function).isEmpty()
            && DataType.ofLabel(function).isEmpty()
            && !known.functions().contains(function)) {
          refuse(call.offset(), NameAdvice.onFunction(function, known));
        }
        call.arguments().forEach(this::visit);
      }
      case Syntax.Conditional _, Syntax.Subscript _, Syntax.Attribute _ ->
          syntax.children().forEach(this::visit);
    }
  }

  /// `None` is the value of some arguments.
  private boolean isKnown(String name) {
    return known.areUsable(name)
        || own.equals(Optional.of(name))
        || NamedConstant.ofLabel(name).isPresent()
        || name.equals("None");
  }

  private void refuse(int offset, String detail) {
    failures.add(source.error(ErrorCode.UNKNOWN_NAME, offset, detail));
  }
}
