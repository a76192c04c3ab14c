package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.language.testing.TypedInputs;
import io.parallax.type.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Types as NumPy 2.4 gives them, except where it computes bools in int8 or float16 and except that
/// functions of literals alone stay weak.
class PromotionTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          b + b  -> bool
          b * b  -> bool
          b - i  -> int32
          b / b  -> float64
          b + i  -> int32
          b + f  -> float32
          i + i  -> int32
          i + l  -> int64
          i + f  -> float64
          l + f  -> float64
          l * d  -> float64
          f - f  -> float32
          f * d  -> float64
          i / i  -> float64
          i / l  -> float64
          f / f  -> float32
          b / f  -> float32
          i / f  -> float64
          i // i -> int32
          i % l  -> int64
          f // f -> float32
          l // f -> float64
          i ** i -> int32
          i ** l -> int64
          i ** f -> float64
          f ** f -> float32
          i << l -> int64
          i >> i -> int32
          b & b  -> bool
          b | i  -> int32
          i ^ l  -> int64
          ~b     -> bool
          ~i     -> int32
          -i     -> int32
          -f     -> float32
          +l     -> int64
          f + s  -> float32
          d + s  -> float64
          i + s  -> float64
          """)
  void typedOperandsArePromoted(String text, String type) {
    assertThat(TypedInputs.analyze(text).type().label()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          b + 1                     -> int64
          i + 1                     -> int32
          l + 1                     -> int64
          f + 1                     -> float32
          d + 1                     -> float64
          b * 1.0                   -> float64
          i * 1.0                   -> float64
          l * 1.0                   -> float64
          f * 1.0                   -> float32
          d * 1.0                   -> float64
          f * pi                    -> float32
          i * pi                    -> float64
          f + (1 + 2.5)             -> float32
          f * 2**-1                 -> float32
          f * (2/3)                 -> float32
          i + 2**20                 -> int32
          f + 2**100                -> float32
          d < 10**30                -> bool
          f * -e                    -> float32
          f * sqrt(2)               -> float32
          f * sqrt(2*pi)            -> float32
          f * hypot(3, 4)           -> float32
          i + abs(-3)               -> int32
          i + maximum(1, 2)         -> int32
          f * floor(2.5)            -> float32
          f ** 2                    -> float32
          f ** 0.5                  -> float32
          i ** 2                    -> int32
          2 ** i                    -> int32
          2.0 ** f                  -> float32
          i << 3                    -> int32
          b & 1                     -> int64
          i & 255                   -> int32
          i / 2                     -> float64
          f / 2                     -> float32
          i // 2                    -> int32
          i // 2.0                  -> float64
          f % 3                     -> float32
          s * 2.0                   -> float32
          True + 1                  -> int64
          f + True                  -> float32
          b == 1                    -> bool
          i < 3000000000            -> bool
          i == -9223372036854775808 -> bool
          """)
  void literalsTakeTheTypeOfWhatTheyMeet(String text, String type) {
    assertThat(TypedInputs.analyze(text).type().label()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          1               -> int64
          1.5             -> float64
          True            -> bool
          pi              -> float64
          1 + 2           -> int64
          1 / 2           -> float64
          2 ** 3          -> int64
          2 ** -1         -> float64
          sqrt(2)         -> float64
          2 < 3           -> bool
          maximum(1, 2)   -> int64
          maximum(1, 2.0) -> float64
          isnan(1)        -> bool
          -2**63          -> int64
          """)
  void literalsAloneAreInt64OrFloat64(String text, String type) {
    assertThat(TypedInputs.analyze(text).type().label()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          b // b     -> int64
          b % b      -> int64
          b ** b     -> int64
          b << b     -> int64
          b >> b     -> int64
          fmod(b, b) -> int64
          pow(b, b)  -> int64
          """)
  void whereNumPyWouldGiveInt8BoolsAreComputedInInt64(String text, String type) {
    assertThat(TypedInputs.analyze(text).type().label()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          where(b, i, l)     -> int64
          where(b, f, 1.0)   -> float32
          where(b, 1, 0)     -> int64
          where(b, 1, 0.5)   -> float64
          where(b, b, b)     -> bool
          where(i, f, f)     -> float32
          where(b, 1, 0) * f -> float64
          abs(b)             -> bool
          abs(i)             -> int32
          abs(f)             -> float32
          sign(i)            -> int32
          floor(b)           -> bool
          floor(i)           -> int32
          round(f)           -> float32
          trunc(d)           -> float64
          fmod(i, l)         -> int64
          fmod(i, f)         -> float64
          fmod(f, 2)         -> float32
          maximum(b, b)      -> bool
          maximum(i, 2)      -> int32
          minimum(i, 0.5)    -> float64
          clip(i, 0, 10)     -> int32
          clip(f, 0, 1.5)    -> float32
          clip(i, l, 10)     -> int64
          sqrt(b)            -> float64
          sqrt(i)            -> float64
          sqrt(f)            -> float32
          hypot(f, i)        -> float64
          hypot(f, 2)        -> float32
          arctan2(f, f)      -> float32
          copysign(i, f)     -> float64
          nextafter(f, 1.0)  -> float32
          pow(i, 2)          -> int32
          pow(f, 2.0)        -> float32
          isnan(i)           -> bool
          isfinite(b)        -> bool
          signbit(f)         -> bool
          float32(d)         -> float32
          int32(2.9)         -> int32
          bool(f)            -> bool
          int64(b)           -> int64
          float32(2) * d     -> float64
          float32(2) * f     -> float32
          float64(2) * f     -> float64
          """)
  void functionsFollowTheirTypeRule(String text, String type) {
    assertThat(TypedInputs.analyze(text).type().label()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          sum(b)           -> int64
          sum(i)           -> int64
          sum(f)           -> float32
          prod(i)          -> int64
          prod(d)          -> float64
          min(b)           -> bool
          max(i)           -> int32
          mean(b)          -> float64
          mean(i)          -> float64
          mean(f)          -> float32
          var(i)           -> float64
          std(f)           -> float32
          median(l)        -> float64
          quantile(f, 0.5) -> float32
          quantile(i, 0.5) -> float64
          count(d)         -> int64
          any(f)           -> bool
          all(b)           -> bool
          argmin(f)        -> int64
          argmax(b)        -> int64
          dot(b, b)        -> int64
          dot(i, i)        -> int64
          dot(f, f)        -> float32
          dot(f, i)        -> float64
          sum(2)           -> int64
          mean(2)          -> float64
          f - mean(f)      -> float32
          f * sum(i)       -> float64
          f * sum(2.0)     -> float64
          """)
  void reductionsFollowTheirTypeRuleAndAreNotWeak(String text, String type) {
    assertThat(TypedInputs.analyze(text).type().label()).isEqualTo(type);
  }

  @Test
  void promotionDoesNotDependOnTheOrderOfOperands() {
    String[] names = {"b", "i", "l", "f", "d", "2", "2.5"};
    for (String left : names) {
      for (String right : names) {
        DataType type = TypedInputs.analyze(left + " * " + right).type();
        assertThat(TypedInputs.analyze(right + " * " + left).type()).isEqualTo(type);
        assertThat(TypedInputs.analyze("maximum(%s, %s)".formatted(left, right)).type())
            .isEqualTo(type);
      }
    }
  }
}
