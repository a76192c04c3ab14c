package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Reads the options of a reduction: constants, known before anything runs.
record ReductionOptions(Source source, Map<String, Syntax.Keyword> given) {
  private static final String AXIS_FORMS =
      "'axis' takes an integer, a tuple such as (0, 1) or None";

  boolean hasAxis() {
    Syntax.Keyword axis = given.get("axis");
    return axis != null && !isNone(axis.value());
  }

  /// The reduced dimensions, ascending; all of them where no axis is given.
  List<Integer> axes(int rank) {
    Syntax.Keyword axis = given.get("axis");
    if (axis == null || isNone(axis.value())) {
      return IntStream.range(0, rank).boxed().toList();
    }
    if (!(axis.value() instanceof Syntax.Tuple(List<Syntax> elements, _))) {
      return List.of(dimension(axis.value(), rank));
    }
    TreeSet<Integer> dimensions = new TreeSet<>();
    for (Syntax element : elements) {
      if (!dimensions.add(dimension(element, rank))) {
        throw refuse(element, "this axis is given twice");
      }
    }
    return List.copyOf(dimensions);
  }

  /// As [#axes], for reductions along the whole array or a single axis.
  List<Integer> singleAxis(int rank) {
    Syntax.Keyword axis = given.get("axis");
    if (axis != null && axis.value() instanceof Syntax.Tuple tuple) {
      throw refuse(tuple, "'axis' takes a single integer or None here");
    }
    return axes(rank);
  }

  boolean keepDimensions() {
    Syntax.Keyword keyword = given.get("keepdims");
    if (keyword == null) {
      return false;
    }
    if (keyword.value() instanceof Syntax.BooleanLiteral(boolean value, _)) {
      return value;
    }
    throw refuse(keyword.value(), "'keepdims' takes True or False");
  }

  long ddof() {
    Syntax.Keyword keyword = given.get("ddof");
    if (keyword == null) {
      return 0;
    }
    if (keyword.value() instanceof Syntax.IntegerLiteral(BigInteger value, _)
        && value.bitLength() < Long.SIZE) {
      return value.longValueExact();
    }
    throw refuse(keyword.value(), "'ddof' takes an integer that is not negative");
  }

  private int dimension(Syntax axis, int rank) {
    BigInteger value =
        switch (axis) {
          case Syntax.IntegerLiteral(BigInteger integer, _) -> integer;
          case Syntax.Unary(Syntax.Prefix prefix, Syntax.IntegerLiteral(BigInteger integer, _), _)
              when prefix == Syntax.Prefix.MINUS ->
              integer.negate();
          case Syntax.Name _,
              Syntax.Unary _,
              Syntax.Binary _,
              Syntax.Comparison _,
              Syntax.Logical _,
              Syntax.Call _,
              Syntax.Conditional _,
              Syntax.Subscript _,
              Syntax.Attribute _,
              Syntax.Tuple _,
              Syntax.FloatLiteral _,
              Syntax.BooleanLiteral _ ->
              throw refuse(axis, AXIS_FORMS);
        };
    if (value.compareTo(BigInteger.valueOf(-rank)) < 0
        || value.compareTo(BigInteger.valueOf(rank)) >= 0) {
      throw refuse(axis, "axis " + quote(value.toString()) + " is out of range: " + range(rank));
    }
    int dimension = value.intValueExact();
    return dimension < 0 ? dimension + rank : dimension;
  }

  private static String range(int rank) {
    return switch (rank) {
      case 0 -> "the operand has no dimensions";
      case 1 -> "with 1 dimension it is 0 or -1";
      default -> "with " + rank + " dimensions it is between " + -rank + " and " + (rank - 1);
    };
  }

  private static boolean isNone(Syntax value) {
    return value instanceof Syntax.Name(String name, _) && name.equals("None");
  }

  private ComputeException refuse(Syntax at, String detail) {
    return source.error(ErrorCode.INVALID_ARGUMENT, at.offset(), detail);
  }
}
