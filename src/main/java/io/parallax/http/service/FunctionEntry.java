package io.parallax.http.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parallax.language.ElementwiseFunction;
import io.parallax.language.ErrorBound;
import io.parallax.language.Function;
import io.parallax.language.ReductionFunction;
import io.parallax.type.DataType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function as callers see it.
///
/// @param kind `elementwise`, `reduction` or `cast`
/// @param accepts the element types an argument may have
/// @param result the result's type in words
/// @param nan the function's result for NaN
/// @param errorBound the greatest error of results, in ulps, for functions that compute floats
@JsonInclude(JsonInclude.Include.NON_NULL)
record FunctionEntry(
    String name,
    String kind,
    String signature,
    List<String> accepts,
    String result,
    String meaning,
    String nan,
    @Nullable ErrorBound errorBound) {

  static FunctionEntry of(Function function) {
    return new FunctionEntry(
        function.label(),
        kind(function),
        function.signature(),
        labels(function.typeRule().accepted()),
        function.typeRule().result(),
        function.meaning(),
        function.nanRule().meaning(),
        function.errorBound().orElse(null));
  }

  private static String kind(Function function) {
    return switch (function) {
      case ElementwiseFunction _ -> "elementwise";
      case ReductionFunction _ -> "reduction";
    };
  }

  static FunctionEntry cast(DataType type) {
    return new FunctionEntry(
        type.label(),
        "cast",
        type.label() + "(x)",
        labels(EnumSet.allOf(DataType.class)),
        type.label(),
        castMeaning(type),
        castOfNan(type),
        null);
  }

  private static String castMeaning(DataType type) {
    return switch (type) {
      case BOOL -> "whether x is not zero";
      case INT32, INT64 ->
          "x as "
              + type
              + ": an integer that does not fit is a fault; floats lose their fraction and stop at"
              + " the bounds";
      case FLOAT32, FLOAT64 -> "the nearest " + type;
    };
  }

  private static String castOfNan(DataType type) {
    return switch (type) {
      case BOOL -> "NaN is not zero and so gives true";
      case INT32, INT64 -> "0 for NaN";
      case FLOAT32, FLOAT64 -> "NaN stays NaN";
    };
  }

  private static List<String> labels(Set<DataType> types) {
    return types.stream().sorted().map(DataType::label).toList();
  }
}
