package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.language.testing.Trees;
import io.parallax.language.testing.TypedInputs;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyzerTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          (2*d + 3*d)/d          -> (/ (+ (* 2.0:float64 d) (* 3.0:float64 d)) d)
          f * 2 + 0.1            -> (+ (* f 2.0:float32) 0.10000000149011612:float32)
          i + d                  -> (+ (float64 i) d)
          i + f                  -> (+ (float64 i) (float64 f))
          i / 2                  -> (/ (float64 i) 2.0:float64)
          b + 1                  -> (+ (int64 b) 1:int64)
          b + b                  -> (+ b b)
          b ** b                 -> (** (int64 b) (int64 b))
          +i                     -> i
          -i                     -> (NEGATE i)
          ~b                     -> (INVERT b)
          not b                  -> (INVERT b)
          b and i > 0 or b       -> (| (& b (> i 0:int32)) b)
          i > 2.5                -> (> (float64 i) 2.5:float64)
          i < 3000000000         -> (<= i 2147483647:int32)
          3000000000 <= i        -> (> i 2147483647:int32)
          i != -3000000000       -> (>= i -2147483648:int32)
          2**70 > 2**65          -> 1:bool
          clip(i, 0, 3000000000) -> (maximum i 0:int32)
          clip(i, None, 9)       -> (minimum i 9:int32)
          clip(i)                -> i
          minimum(i, 3000000000) -> i
          round(d, -1)           -> (round d -1:int64)
          round(i, 2)            -> i
          i in (1, 3000000000)   -> (isin i 1:int32)
          i not in (1, 2.5)      -> (INVERT (isin (float64 i) 1.0:float64 2.5:float64))
          logical_and(d, i)      -> (logical_and (bool d) (bool i))
          b == 1                 -> (== (int64 b) 1:int64)
          True                   -> 1:bool
          pow(i, 2)              -> (** i 2:int32)
          sqrt(i)                -> (sqrt (float64 i))
          floor(i)               -> i
          abs(b)                 -> b
          floor(f)               -> (floor f)
          isnan(b)               -> (isnan (int64 b))
          isnan(i)               -> (isnan i)
          where(i, 1, f)         -> (where (bool i) 1.0:float32 f)
          clip(i, 0, 9)          -> (clip i 0:int32 9:int32)
          clip(x=d, max=1,min=0) -> (clip d 0.0:float64 1.0:float64)
          float64(f)             -> (float64 f)
          float64(d)             -> d
          int32(2.9)             -> (int32 2.9:float64)
          float32(2.5)           -> 2.5:float32
          bool(2)                -> 1:bool
          sum(i)                 -> (sum[0] (int64 i))
          sum(m, axis=-1)        -> (sum[1] m)
          sum(m, axis=(-1, 0))   -> (sum[0, 1] m)
          sum(s)                 -> (sum[] s)
          count(d)               -> (count[0] (bool d))
          any(i)                 -> (any[0] (bool i))
          mean(i)                -> (mean[0] i)
          argmin(b)              -> (argmin[0] b)
          quantile(f, 1/2)       -> (quantile[0] f 0.5:float64)
          quantile(f, q=s)       -> (quantile[0] f (float64 s))
          dot(i, d)              -> (dot[0] (float64 i) d)
          dot(m, d, axis=1)      -> (dot[1] m d)
          """)
  void conversionsAreExplicit(String text, String tree) {
    assertThat(Trees.show(TypedInputs.analyze(text))).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          7 // 2                  -> 3:int64
          -7 // 2                 -> -4:int64
          7 // -2                 -> -4:int64
          -7 % 3                  -> 2:int64
          7 % -3                  -> -2:int64
          fmod(-7, 3)             -> -1:int64
          -2**2                   -> -4:int64
          (-1)**1000000000001     -> -1:int64
          (-1)**10000000000000000000000 -> 1:int64
          0**0                    -> 1:int64
          1 << 62                 -> 4611686018427387904:int64
          0 << 10**9              -> 0:int64
          -1 >> 10**20            -> -1:int64
          10**30 // 10**29        -> 10:int64
          2**511 % 1000           -> 48:int64
          ~5 & 12 | 3 ^ 1         -> 10:int64
          -9223372036854775808    -> -9223372036854775808:int64
          abs(-3) + sign(-9)      -> 2:int64
          clip(12, 0, 10)         -> 10:int64
          maximum(2, -3)          -> 2:int64
          minimum(2, -3)          -> -3:int64
          round(7)                -> 7:int64
          1 / 4                   -> 0.25:float64
          1 - 0.75                -> 0.25:float64
          -0.0                    -> -0.0:float64
          1 / 0                   -> Infinity:float64
          2**-1                   -> (** 2.0:float64 -1.0:float64)
          2.0**0.5 * f            -> (* (float32 (** 2.0:float64 0.5:float64)) f)
          sqrt(2)                 -> (sqrt 2.0:float64)
          f * 1e300               -> (* f Infinity:float32)
          f + 2**511              -> (+ f Infinity:float32)
          d + 2**70               -> (+ d 1.1805916207174113E21:float64)
          i + 2147483647          -> (+ i 2147483647:int32)
          i + (2**31 - 1)         -> (+ i 2147483647:int32)
          i + -2**31              -> (+ i -2147483648:int32)
          nan                     -> NaN:float64
          """)
  void numbersOfTheTextAreComputedExactlyUntilTheyMeetAType(String text, String tree) {
    assertThat(Trees.show(TypedInputs.analyze(text))).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          d + 1                              -> (3,)
          m + d                              -> (2, 3)
          m * s                              -> (2, 3)
          m > d                              -> (2, 3)
          where(m > 0, d, s)                 -> (2, 3)
          s + 1                              -> ()
          z + d                              -> (0, 3)
          z + 1                              -> (0, 3)
          sum(m)                             -> ()
          sum(m, keepdims=True)              -> (1, 1)
          sum(m, axis=0)                     -> (3,)
          sum(m, axis=1)                     -> (2,)
          sum(m, axis=-1, keepdims=True)     -> (2, 1)
          sum(m, axis=(0, 1))                -> ()
          sum(m, axis=(1,))                  -> (2,)
          sum(m, axis=None)                  -> ()
          m - mean(m, axis=1, keepdims=True) -> (2, 3)
          d - mean(d)                        -> (3,)
          argmax(m, axis=0, keepdims=True)   -> (1, 3)
          min(z, axis=1)                     -> (0,)
          sum(z, axis=0)                     -> (3,)
          mean(y)                            -> ()
          dot(m, m, axis=1)                  -> (2,)
          dot(m, d, axis=-1)                 -> (2,)
          dot(m, m, axis=(0, 1))             -> ()
          dot(s, 2)                          -> ()
          quantile(m, 0.5, axis=0)           -> (3,)
          big + d                            -> (1099511627776, 3)
          """)
  void shapesBroadcastAndReduce(String text, String shape) {
    assertThat(TypedInputs.analyze(text).shape()).hasToString(shape);
  }

  @Test
  void optionsOfReductionsAreKept() {
    Expression.Reduce reduce =
        (Expression.Reduce) TypedInputs.analyze("std(m, ddof=1, axis=-2, keepdims=true)");
    assertThat(reduce.axes()).containsExactly(0);
    assertThat(reduce.ddof()).isEqualTo(1);
    assertThat(reduce.keepDimensions()).isTrue();
  }

  @Test
  void everyNodeKeepsItsOffset() {
    assertThat(TypedInputs.analyze("1 + sqrt(-i)"))
        .isEqualTo(
            new Expression.Binary(
                BinaryOperator.ADD,
                new Expression.Literal(Scalar.of(1.0), 0),
                new Expression.Call(
                    BasicFunction.SQRT,
                    List.of(
                        new Expression.Cast(
                            new Expression.Unary(
                                UnaryOperator.NEGATE,
                                new Expression.Input(
                                    "i", new ArrayType(DataType.INT32, Shape.of(3)), 10),
                                9),
                            DataType.FLOAT64,
                            9)),
                    DataType.FLOAT64,
                    Shape.of(3),
                    4),
                Shape.of(3),
                2));
  }

  @Test
  void anInputHidesAConstantOfItsName() {
    Map<String, ArrayType> inputs = Map.of("e", new ArrayType(DataType.INT32, Shape.of(2)));
    Expression expression = Analyzer.analyze("e * pi", Parser.parse("e * pi"), inputs);
    assertThat(Trees.show(expression)).isEqualTo("(* (float64 e) 3.141592653589793:float64)");
  }

  @Test
  void inputsThatAreNotMentionedHaveNoEffect() {
    Expression alone = Analyzer.analyze("1 + 2", Parser.parse("1 + 2"), Map.of());
    assertThat(TypedInputs.analyze("1 + 2")).isEqualTo(alone);
  }
}
