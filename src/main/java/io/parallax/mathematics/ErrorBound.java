package io.parallax.mathematics;

import io.parallax.language.Function;
import io.parallax.type.DataType;
import java.util.Optional;

/// How far a function's values may be from the exact ones, in units in the last place of the exact
/// one: 0 where every value is exact, 0.5 where it is the nearest float.
///
/// @param float64 of float64 arguments
/// @param float32 of float32 arguments
public record ErrorBound(double float64, double float32) {
  private static final Optional<ErrorBound> EXACT = Optional.of(new ErrorBound(0, 0));
  private static final Optional<ErrorBound> NEAREST = Optional.of(new ErrorBound(0.5, 0.5));

  /// The bound of a function that computes floats element by element; empty for others.
  public static Optional<ErrorBound> of(Function function) {
    return switch (function) {
      case WHERE,
          ABS,
          SIGN,
          FLOOR,
          CEIL,
          ROUND,
          TRUNC,
          FMOD,
          COPYSIGN,
          NEXTAFTER,
          MAXIMUM,
          MINIMUM,
          CLIP ->
          EXACT;
      case SQRT -> NEAREST;
      case SIN -> of(MathFunction.SIN);
      case COS -> of(MathFunction.COS);
      case TAN -> of(MathFunction.TAN);
      case ARCSIN -> of(MathFunction.ARCSIN);
      case ARCCOS -> of(MathFunction.ARCCOS);
      case ARCTAN -> of(MathFunction.ARCTAN);
      case ARCTAN2 -> of(MathFunction.ARCTAN2);
      case SINH -> of(MathFunction.SINH);
      case COSH -> of(MathFunction.COSH);
      case TANH -> of(MathFunction.TANH);
      case ARCSINH -> of(MathFunction.ARCSINH);
      case ARCCOSH -> of(MathFunction.ARCCOSH);
      case ARCTANH -> of(MathFunction.ARCTANH);
      case EXP -> of(MathFunction.EXP);
      case EXP2 -> of(MathFunction.EXP2);
      case EXPM1 -> of(MathFunction.EXPM1);
      case LOG -> of(MathFunction.LOG);
      case LOG2 -> of(MathFunction.LOG2);
      case LOG10 -> of(MathFunction.LOG10);
      case LOG1P -> of(MathFunction.LOG1P);
      case POW -> of(MathFunction.POWER);
      case CBRT -> of(MathFunction.CUBE_ROOT);
      case HYPOT -> of(MathFunction.HYPOTENUSE);
      case ISNAN,
          ISFINITE,
          ISINF,
          SIGNBIT,
          SUM,
          PROD,
          MIN,
          MAX,
          MEAN,
          VAR,
          STD,
          COUNT,
          ANY,
          ALL,
          ARGMIN,
          ARGMAX,
          MEDIAN,
          QUANTILE,
          DOT ->
          Optional.empty();
    };
  }

  private static Optional<ErrorBound> of(MathFunction function) {
    return Optional.of(
        new ErrorBound(
            function.errorBound(DataType.FLOAT64), function.errorBound(DataType.FLOAT32)));
  }
}
