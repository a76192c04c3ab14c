package io.parallax.language;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/// A parsed expression: its structure as written, with no name looked up and no type known.
///
/// Parentheses are not stored. `offset` is the position of the construct in the source, in UTF-16
/// units: the position of the operator for an operation, of the function's name for a call. Trees
/// that differ in offsets only have the same [Printer] text.
///
/// Trees from [Parser] have at most [Parser#MAX_NODES] nodes and a height of at most
/// [Parser#MAX_HEIGHT].
public sealed interface Syntax {
  int offset();

  /// What it consists of, in order.
  default List<Syntax> children() {
    return switch (this) {
      case IntegerLiteral _, FloatLiteral _, BooleanLiteral _, Name _ -> List.of();
      case Unary(_, Syntax operand, _) -> List.of(operand);
      case Binary(_, Syntax left, Syntax right, _) -> List.of(left, right);
      case Comparison(_, Syntax left, Syntax right, _) -> List.of(left, right);
      case Logical(_, Syntax left, Syntax right, _) -> List.of(left, right);
      case Tuple(List<Syntax> elements, _) -> elements;
      case Call(_, List<Syntax> arguments, List<Keyword> keywords, _) ->
          Stream.concat(arguments.stream(), keywords.stream().map(Keyword::value)).toList();
      case Conditional(Syntax condition, Syntax then, Syntax otherwise, _) ->
          List.of(then, condition, otherwise);
      case Subscript(Syntax owner, List<Syntax> indices, _) ->
          Stream.concat(Stream.of(owner), indices.stream()).toList();
      case Attribute(Syntax owner, _, _) -> List.of(owner);
    };
  }

  /// An integer of any size up to [Parser#MAX_INTEGER_BITS], not negative.
  record IntegerLiteral(BigInteger value, int offset) implements Syntax {}

  /// A finite number, not negative.
  record FloatLiteral(double value, int offset) implements Syntax {}

  record BooleanLiteral(boolean value, int offset) implements Syntax {}

  /// An input, a constant, or `None` as an option's value.
  record Name(String name, int offset) implements Syntax {}

  record Unary(Prefix prefix, Syntax operand, int offset) implements Syntax {}

  record Binary(BinaryOperator operator, Syntax left, Syntax right, int offset) implements Syntax {}

  record Comparison(ComparisonOperator operator, Syntax left, Syntax right, int offset)
      implements Syntax {}

  record Logical(LogicalOperator operator, Syntax left, Syntax right, int offset)
      implements Syntax {}

  /// Valid only as the value of an option, such as `axis=(0, 1)`. Has at least one element.
  record Tuple(List<Syntax> elements, int offset) implements Syntax {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /// A call.
  ///
  /// @param function a name; within statements also one with the name of its module, `np.sqrt`
  record Call(String function, List<Syntax> arguments, List<Keyword> keywords, int offset)
      implements Syntax {
    public Call {
      arguments = List.copyOf(arguments);
      keywords = List.copyOf(keywords);
    }
  }

  /// `then if condition else otherwise`, within statements only; `offset` is that of `if`.
  record Conditional(Syntax condition, Syntax then, Syntax otherwise, int offset)
      implements Syntax {}

  /// `owner[i, j]`, within statements only; `offset` is that of the bracket.
  record Subscript(Syntax owner, List<Syntax> indices, int offset) implements Syntax {
    public Subscript {
      indices = List.copyOf(indices);
    }
  }

  /// `owner.member`, within statements only; `offset` is that of the point.
  record Attribute(Syntax owner, String member, int offset) implements Syntax {}

  /// `name=value` in a call; names differ within a call.
  record Keyword(String name, Syntax value, int offset) {}

  /// An operator in front of its operand.
  enum Prefix {
    PLUS("+"),
    MINUS("-"),
    INVERT("~"),
    NOT("not ");

    private final String symbol;

    Prefix(String symbol) {
      this.symbol = symbol;
    }

    /// As printed directly before the operand.
    public String symbol() {
      return symbol;
    }
  }
}
