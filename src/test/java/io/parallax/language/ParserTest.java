package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.language.testing.Trees;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          a + b * c           -> (+ a (* b c))
          a * b + c           -> (+ (* a b) c)
          a - b - c           -> (- (- a b) c)
          a - (b - c)         -> (- a (- b c))
          a / b // c % d * e  -> (* (% (// (/ a b) c) d) e)
          -2**2               -> (- (** 2 2))
          2**-1               -> (** 2 (- 1))
          2**-x**2            -> (** 2 (- (** x 2)))
          2**3**2             -> (** 2 (** 3 2))
          (2**3)**2           -> (** (** 2 3) 2)
          -a * b              -> (* (- a) b)
          a * -b              -> (* a (- b))
          - + ~a              -> (- (+ (~ a)))
          ~a**2               -> (~ (** a 2))
          a << b + c          -> (<< a (+ b c))
          a << b >> c         -> (>> (<< a b) c)
          a & b << c          -> (& a (<< b c))
          a | b ^ c & d       -> (| a (^ b (& c d)))
          a & b ^ c | d       -> (| (^ (& a b) c) d)
          a < b | c           -> (< a (| b c))
          a | b == c          -> (== (| a b) c)
          not a < b           -> (not (< a b))
          not not a           -> (not (not a))
          not a and b         -> (and (not a) b)
          a and b or c and d  -> (or (and a b) (and c d))
          a or b or c         -> (or (or a b) c)
          a and not b         -> (and a (not b))
          (a or b) and c      -> (and (or a b) c)
          a<b and b<=c        -> (and (< a b) (<= b c))
          (a > 1) & (b != 2)  -> (& (> a 1) (!= b 2))
          ((((a))))           -> a
          """)
  void operatorsBindAsInPython(String text, String tree) {
    assertThat(Trees.show(Parser.parse(text))).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          sin(a)                            -> (sin a)
          where(a > b, a, b) * 2            -> (* (where (> a b) a b) 2)
          sum(a, axis=0)                    -> (sum a axis=0)
          sum(a, axis=-1, keepdims=True,)   -> (sum a axis=(- 1) keepdims=true)
          sum(a, axis=(0, 1))               -> (sum a axis=(tuple 0 1))
          sum(a, axis=(0,))                 -> (sum a axis=(tuple 0))
          sum(a, axis=None)                 -> (sum a axis=None)
          quantile(a, q=1 - 0.5)            -> (quantile a q=(- 1 0.5))
          f()                               -> (f )
          f(a == b)                         -> (f (== a b))
          -f(a)**2                          -> (- (** (f a) 2))
          """)
  void callsTakeArgumentsByPositionAndByName(String text, String tree) {
    assertThat(Trees.show(Parser.parse(text))).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "00, 0",
    "1_000_000, 1000000",
    "0xFF, 255",
    "0X_ff, 255",
    "0o17, 15",
    "0b1010, 10",
    "0B1_1, 3",
    "18446744073709551616, 18446744073709551616",
    "1., 1.0",
    ".5, 0.5",
    "1e3, 1000.0",
    "1E-3, 0.001",
    "1.e+2, 100.0",
    "1_0.2_5e1_0, 1.025E11",
    "007.5, 7.5",
    "0e0, 0.0",
    "1e-999, 0.0",
    "1.7976931348623157e308, 1.7976931348623157E308",
    "True, true",
    "true, true",
    "False, false",
    "false, false"
  })
  void numbersAreWrittenAsInPython(String text, String value) {
    assertThat(Trees.show(Parser.parse(text))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "x1", "größe", "变量", "𝛼𝛽", "notable", "android", "e1"})
  void namesAreLettersDigitsAndUnderscoresOfAnyScript(String name) {
    assertThat(Parser.parse(name)).isEqualTo(new Syntax.Name(name, 0));
  }

  @Test
  void blanksAndLineBreaksSeparateOnly() {
    assertThat(Trees.show(Parser.parse(" \ta\r\n +\f b "))).isEqualTo("(+ a b)");
  }

  @Test
  void offsetsPointAtOperatorsAndFunctionNames() {
    Syntax syntax = Parser.parse("1 + sin(-x, k=2)");
    assertThat(syntax)
        .isEqualTo(
            new Syntax.Binary(
                BinaryOperator.ADD,
                new Syntax.IntegerLiteral(BigInteger.ONE, 0),
                new Syntax.Call(
                    "sin",
                    List.of(new Syntax.Unary(Syntax.Prefix.MINUS, new Syntax.Name("x", 9), 8)),
                    List.of(
                        new Syntax.Keyword("k", new Syntax.IntegerLiteral(BigInteger.TWO, 14), 12)),
                    4),
                2));
  }
}
