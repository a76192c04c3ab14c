package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What only expressions within a caller's function have: elements and extents of arrays.
///
/// @param operand analyses an index
record BodyExpressions(
    Source source,
    Scope.Body body,
    Promotion promotion,
    Function<Syntax, AnalyzedOperand> operand) {

  /// `a[i]`, `A[i, j]`, `A[i][j]` or `A.shape[k]`.
  AnalyzedOperand subscript(Syntax.Subscript subscript) {
    List<Syntax> indices = new ArrayList<>(subscript.indices());
    Syntax owner = subscript.owner();
    while (owner instanceof Syntax.Subscript(Syntax inner, List<Syntax> before, _)) {
      indices.addAll(0, before);
      owner = inner;
    }
    if (owner instanceof Syntax.Attribute(Syntax.Name(String array, _), String member, _)
        && member.equals("shape")
        && body.arrays().containsKey(array)) {
      return extent(array, body.array(array), indices, subscript.offset());
    }
    if (!(owner instanceof Syntax.Name(String name, int at)) || !body.arrays().containsKey(name)) {
      throw invalid(
          subscript.offset(),
          owner instanceof Syntax.Name(String number, _)
              ? quote(number) + " is a number here and has no elements"
              : "only arrays have elements: the parameters, and those of zeros(n)");
    }
    Scope.Body.Array array = body.array(name);
    requireRank(name, array.rank(), indices.size(), subscript.offset());
    return new AnalyzedOperand.Strong(
        new Expression.Element(
            name, indices.stream().map(this::index).toList(), array.storage().computing(), at));
  }

  private void requireRank(String name, int rank, int indices, int offset) {
    if (indices == rank) {
      return;
    }
    throw invalid(
        offset,
        String.format(
            "'%s' has %d %s here, not %d; write %s",
            name,
            rank,
            rank == 1 ? "dimension" : "dimensions",
            indices,
            rank == 1 ? name + "[i]" : name + "[i, j]"));
  }

  private Expression index(Syntax syntax) {
    return integer(syntax, "an index");
  }

  /// An integer as an int64.
  ///
  /// @param what it is, for the refusal of a float
  Expression integer(Syntax syntax, String what) {
    Expression index = promotion.strong(operand.apply(syntax));
    if (index.type().isFloating()) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          syntax.offset(),
          what + " is an integer, and this is " + index.type() + "; write int(x) to truncate it");
    }
    return Promotion.cast(index, DataType.INT64, index.offset());
  }

  /// The extents of an array, or the attribute's value.
  AnalyzedOperand attribute(Syntax.Attribute attribute) {
    if (attribute.owner() instanceof Syntax.Name(String name, int at)
        && body.arrays().containsKey(name)) {
      int rank = body.array(name).rank();
      switch (attribute.member()) {
        case "ndim" -> {
          return new AnalyzedOperand.WeakInteger(BigInteger.valueOf(rank), attribute.offset());
        }
        case "size" -> {
          Expression size = new Expression.Extent(name, 0, at);
          for (int dimension = 1; dimension < rank; dimension++) {
            size =
                new Expression.Binary(
                    BinaryOperator.MULTIPLY,
                    size,
                    new Expression.Extent(name, dimension, at),
                    Shape.SCALAR,
                    attribute.offset());
          }
          return new AnalyzedOperand.Strong(size);
        }
        case "shape" ->
            throw invalid(
                attribute.offset(),
                "the shape is not a number; write " + name + ".shape[0]" + onRows(rank));
        default -> {}
      }
    }
    throw invalid(
        attribute.offset(),
        "there is no attribute "
            + quote(attribute.member())
            + "; arrays have shape, size and ndim");
  }

  private static String onRows(int rank) {
    return rank == 2 ? " for the rows" : "";
  }

  private AnalyzedOperand extent(
      String name, Scope.Body.Array array, List<Syntax> indices, int offset) {
    int rank = array.rank();
    Optional<BigInteger> dimension =
        indices.size() == 1
                && operand.apply(indices.getFirst())
                    instanceof AnalyzedOperand.WeakInteger(BigInteger value, _)
            ? Optional.of(value)
            : Optional.empty();
    int place =
        dimension
            .filter(value -> value.bitLength() < Integer.SIZE)
            .map(value -> value.signum() < 0 ? value.intValue() + rank : value.intValue())
            .orElse(-1);
    if (place < 0 || place >= rank) {
      throw invalid(
          offset,
          String.format(
              "'%s' has %d %s here; write %s.shape[0]%s",
              name,
              rank,
              rank == 1 ? "dimension" : "dimensions",
              name,
              rank == 2 ? " or " + name + ".shape[1]" : ""));
    }
    return new AnalyzedOperand.Strong(new Expression.Extent(name, place, offset));
  }

  /// Python's numbers: in sums, differences and products a bool is 0 or 1.
  static AnalyzedOperand number(AnalyzedOperand operand) {
    return switch (operand) {
      case AnalyzedOperand.Strong(Expression expression) when expression.type() == DataType.BOOL ->
          new AnalyzedOperand.Strong(counted(expression));
      case AnalyzedOperand.Strong _,
          AnalyzedOperand.WeakInteger _,
          AnalyzedOperand.WeakInt64 _,
          AnalyzedOperand.WeakFloat _ ->
          operand;
    };
  }

  private static Expression counted(Expression bool) {
    return bool instanceof Expression.Literal(Scalar value, int offset)
        ? new Expression.Literal(Scalar.of(value.bits()), offset)
        : new Expression.Cast(bool, DataType.INT64, bool.offset());
  }

  private ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_ARGUMENT, offset, detail);
  }
}
