package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Analyzer;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import io.parallax.type.DataType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Arrays of fixed size that a function makes: `zeros(n)`, `zeros((n, m), float32)`.
record LocalArrays(Source source) {

  /// Whether a call makes an array.
  static boolean isZeros(Syntax.Call call) {
    return call.function().equals("zeros") || call.function().equals("empty");
  }

  /// The array that a call makes.
  ///
  /// @param analyzer knows the constants of the text
  TypedFunction.LocalArray array(String name, Syntax.Call call, Analyzer analyzer) {
    List<Syntax> arguments = new ArrayList<>(call.arguments());
    for (Syntax.Keyword keyword : call.keywords()) {
      if (keyword.name().equals("dtype") && arguments.size() == 1) {
        arguments.add(keyword.value());
      } else if (keyword.name().equals("shape") && arguments.isEmpty()) {
        arguments.add(keyword.value());
      } else {
        throw invalid(
            keyword.offset(),
            quote(call.function()) + " has no " + quote(keyword.name()) + " here");
      }
    }
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw invalid(
          call.offset(), "an array is made by zeros(10), zeros((3, 3)) or zeros(10, int64)");
    }
    DataType type = arguments.size() == 2 ? type(arguments.getLast()) : DataType.FLOAT64;
    List<Syntax> sizes =
        arguments.getFirst() instanceof Syntax.Tuple(var elements, _)
            ? elements
            : List.of(arguments.getFirst());
    if (sizes.size() > 2) {
      throw invalid(call.offset(), "arrays of functions have one or two dimensions");
    }
    List<Long> extents = sizes.stream().map(size -> extent(size, analyzer)).toList();
    return new TypedFunction.LocalArray(name, type, extents);
  }

  private DataType type(Syntax syntax) {
    return (syntax instanceof Syntax.Name(String name, _)
            ? TypeReader.named(name)
            : Optional.<DataType>empty())
        .orElseThrow(
            () ->
                invalid(
                    syntax.offset(),
                    "a type is int, float, bool, int32, int64, float32 or float64"));
  }

  private long extent(Syntax size, Analyzer analyzer) {
    BigInteger value =
        analyzer
            .integer(size)
            .orElseThrow(
                () ->
                    invalid(
                        size.offset(),
                        "the size of an array is a number in the text, such as zeros(100), because"
                            + " it is fixed before the function runs"));
    if (value.signum() <= 0) {
      throw invalid(size.offset(), "an array has at least one element");
    }
    if (value.compareTo(BigInteger.valueOf(FunctionLimits.MAX_LOCAL_ELEMENTS)) > 0) {
      throw tooMany(size.offset());
    }
    return value.longValueExact();
  }

  /// Checks the arrays of one function together.
  void requireFit(Map<String, TypedFunction.LocalArray> arrays, int offset) {
    long elements = 0;
    for (TypedFunction.LocalArray array : arrays.values()) {
      elements += array.extents().stream().reduce(1L, Math::multiplyExact);
    }
    if (elements > FunctionLimits.MAX_LOCAL_ELEMENTS) {
      throw tooMany(offset);
    }
  }

  private ComputeException tooMany(int offset) {
    return source.error(
        ErrorCode.TOO_LARGE,
        offset,
        "the arrays that a function makes have more than "
            + FunctionLimits.MAX_LOCAL_ELEMENTS
            + " elements; send a larger one as an input, which is read by index");
  }

  private ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_ARGUMENT, offset, detail);
  }
}
