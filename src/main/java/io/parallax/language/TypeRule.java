package io.parallax.language;

import io.parallax.type.DataType;
import java.util.EnumSet;
import java.util.Set;

/// The element types that a [Function] accepts, and how the type of its result follows from them.
/// Arguments are promoted together first; literals are weak.
public enum TypeRule {
  /// A bool condition and two values: `where`.
  SELECTION("the promoted type of the two values"),
  /// The result has the promoted type of the arguments.
  PROMOTED("the promoted type of the arguments"),
  /// As [#PROMOTED], for numbers only.
  PROMOTED_NUMERIC("the promoted type of the arguments"),
  /// As [#PROMOTED], computed in int64 where all arguments are bool.
  ARITHMETIC("the promoted type of the arguments; int64 where all are bool"),
  /// Computed in floating point.
  FLOATING("float32 for float32, otherwise float64"),
  /// For integers; a bool is taken as an int64.
  INTEGRAL("the argument's type; int64 for bool"),
  /// For integers, taken as int64.
  DRAW("float64"),
  /// Compares the promoted arguments.
  MEMBERSHIP("bool"),
  /// Averages elements: integers are taken exactly, and the result is floating.
  AVERAGING("float32 for float32, otherwise float64"),
  /// Answers a question about a number; a bool is taken as an int64.
  PREDICATE("bool"),
  /// Accumulates integers in int64.
  ACCUMULATING("int64 for bool and integers, otherwise the argument's type"),
  /// Takes each element as "is not zero"; NaN counts as true.
  TRUTH("bool"),
  /// Counts the elements that [#TRUTH] takes as true.
  COUNT("int64"),
  /// The position of an element.
  INDEX("int64");

  private final String result;

  TypeRule(String result) {
    this.result = result;
  }

  /// The element types an operand may have; conversions are implied.
  public Set<DataType> accepted() {
    return switch (this) {
      case PROMOTED_NUMERIC -> EnumSet.complementOf(EnumSet.of(DataType.BOOL));
      case INTEGRAL, DRAW -> EnumSet.of(DataType.BOOL, DataType.INT32, DataType.INT64);
      case SELECTION,
          PROMOTED,
          ARITHMETIC,
          FLOATING,
          MEMBERSHIP,
          PREDICATE,
          AVERAGING,
          ACCUMULATING,
          TRUTH,
          COUNT,
          INDEX ->
          EnumSet.allOf(DataType.class);
    };
  }

  /// The result's type in words.
  public String result() {
    return result;
  }

  /// The type to which operands of this promoted type are converted.
  DataType operandType(DataType promoted) {
    return switch (this) {
      case SELECTION, PROMOTED, PROMOTED_NUMERIC, MEMBERSHIP, INDEX -> promoted;
      case ARITHMETIC, INTEGRAL, PREDICATE, AVERAGING ->
          promoted == DataType.BOOL ? DataType.INT64 : promoted;
      case FLOATING -> promoted.isFloating() ? promoted : DataType.FLOAT64;
      case ACCUMULATING -> promoted.isFloating() ? promoted : DataType.INT64;
      case TRUTH, COUNT -> DataType.BOOL;
      case DRAW -> DataType.INT64;
    };
  }

  /// The type of the result from operands of [#operandType].
  DataType resultType(DataType operandType) {
    return switch (this) {
      case SELECTION, PROMOTED, PROMOTED_NUMERIC, ARITHMETIC, FLOATING, INTEGRAL, ACCUMULATING ->
          operandType;
      case AVERAGING -> operandType.isFloating() ? operandType : DataType.FLOAT64;
      case DRAW -> DataType.FLOAT64;
      case MEMBERSHIP, PREDICATE, TRUTH -> DataType.BOOL;
      case COUNT, INDEX -> DataType.INT64;
    };
  }
}
