package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.ErrorCode;
import io.parallax.language.testing.Failures;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyntaxErrorsTest {
  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("", 0, "the expression is empty"),
        refusal("  ", 0, "the expression is empty"),
        refusal("a +", 3, "the expression ends where a value is expected"),
        refusal("a + )", 4, "a value is expected instead of ')'"),
        refusal("* a", 0, "a value is expected instead of '*'"),
        refusal(
            "a b",
            2,
            "an operator is missing before 'b'; a name that is no identifier stands in backticks:"
                + " `my column`"),
        refusal(
            "a 2", 2, "'2' is not an operator; numbers are written without separators, as 1000"),
        refusal("2(a)", 1, "an operator is missing before '('"),
        refusal("(a)(b)", 3, "an operator is missing before '('"),
        refusal("(a + b", 0, "this '(' is never closed"),
        refusal("f((a, b)", 1, "this '(' is never closed"),
        refusal("a)", 1, "there is no '(' for this ')'"),
        refusal("()", 1, "a value is expected between '(' and ')'; a list after 'in' is not empty"),
        refusal("(,)", 1, "a value is expected instead of ','"),
        refusal(
            "a, b",
            1,
            "a comma separates arguments only; an expression is a single value, and numbers are"
                + " written as 1.5 and 1000"),
        refusal("f(,)", 2, "a value is expected instead of ','"),
        refusal(
            "f(a b)",
            4,
            "an operator is missing before 'b'; a name that is no identifier stands in backticks:"
                + " `my column`"),
        refusal("f(k=1, a)", 7, "arguments without a name come before those with one"),
        refusal("f(k=1, k=2)", 7, "'k' is given twice"),
        refusal("f(k=)", 4, "a value is expected instead of ')'"),
        refusal(
            "f(1=2)", 3, "'=' does not compare and nothing can be assigned; did you mean '=='?"),
        refusal("a = 1", 2, "'=' does not compare and nothing can be assigned; did you mean '=='?"),
        refusal("a == = 1", 5, "'=' cannot stand here; did you mean '=='?"),
        refusal("a ! b", 2, "'!' has no place in an expression; write '~' or 'not'"),
        refusal("a && b", 2, "'&&' is not an operator; write '&' or 'and'"),
        refusal("a || b", 2, "'||' is not an operator; write '|' or 'or'"),
        refusal("a <> b", 2, "'<>' is not an operator; write '!='"),
        refusal("a === b", 2, "'===' is not an operator; write '=='"),
        refusal("a !== b", 2, "'!==' is not an operator; write '!='"),
        refusal("a => b", 2, "'=>' is not an operator; write '>='"),
        refusal("a =< b", 2, "'=<' is not an operator; write '<='"),
        refusal("a ? b : c", 2, "'?' has no place in an expression; write where(condition, x, y)"),
        refusal(
            "a @ b",
            2,
            "'@' has no place in an expression; for the product of matrices send the left one with"
                + " shape [n, k, 1], the right one with [1, k, m], and write dot(a, b, axis=1);"
                + " dot(x, y) is that of two vectors"),
        refusal(
            "a == \"x\"",
            5,
            "'\"' has no place in an expression; there are no texts; a name that is no identifier"
                + " stands in backticks: `my column`"),
        refusal("a − b", 2, "'−' has no place in an expression; write '-'"),
        refusal("a ≤ b", 2, "'≤' has no place in an expression; write '<='"),
        refusal("a $ b", 2, "'$' has no place in an expression"),
        refusal("a\u0000b", 1, "'U+0000' has no place in an expression"),
        refusal("a\u00A0+ b", 1, "'U+00A0' has no place in an expression; write a plain blank"),
        refusal("a + \uD800", 4, "'U+D800' has no place in an expression"),
        refusal("a + \uDC00\uD800", 4, "'U+DC00' has no place in an expression"),
        refusal("a😀", 1, "'😀' has no place in an expression"),
        refusal(
            "a if b else c",
            2,
            "there are no conditional expressions; write where(condition, x, y)"),
        refusal(
            "a is b",
            2,
            "'is' is not an operator; write '=='; for null write isnan(x), for not null ~isnan(x)"),
        refusal(
            "a in b == c",
            7,
            "'in' does not chain with comparisons; put it in parentheses: (x in (1, 2)) & (y > 0)"),
        refusal("[1, 2", 0, "this '[' is never closed"),
        refusal("in a", 0, "a value is expected instead of 'in'"),
        refusal("a not b", 2, "'not' cannot follow a value; write 'and not', 'or not' or '!='"),
        refusal(
            "a == not b",
            5,
            "'not' binds loosely; put it in parentheses with its operand: (not x)"),
        refusal("and a", 0, "a value is expected instead of 'and'"),
        refusal("np.sin(a)", 2, "there are no attributes; write 'sin' without a prefix"),
        refusal("math.pi", 4, "there are no attributes; write 'pi' without a prefix"),
        refusal("a.sum()", 1, "there are no attributes; write sum(a)"),
        refusal("(a).sum()", 3, "there are no attributes; write sum(a)"),
        refusal(
            "a[0]",
            1,
            "there is no indexing; send the part that is needed as an input, or keep elements by a"
                + " condition: the where of /v1/reduce, the predicate of /v1/filter"),
        refusal(
            "2x",
            1,
            "'x' cannot follow a number directly; to multiply, write '*' between them; a name that"
                + " begins with a digit stands in backticks: `2nd`"),
        refusal("2j", 1, "there are no complex numbers"),
        refusal("1__0", 1, "this number is not complete"),
        refusal("1_", 1, "this number is not complete"),
        refusal("1.2.3", 3, "this number is not complete"),
        refusal("0x", 2, "this number is not complete"),
        refusal(
            "0xg",
            2,
            "'g' cannot follow a number directly; to multiply, write '*' between them; a name that"
                + " begins with a digit stands in backticks: `2nd`"),
        refusal("0b12", 3, "this number is not complete"),
        refusal(
            "1e",
            1,
            "'e' cannot follow a number directly; to multiply, write '*' between them; a name that"
                + " begins with a digit stands in backticks: `2nd`"),
        refusal("007", 0, "a decimal integer starts with no zero"),
        refusal("1e999", 0, "this number exceeds float64; write inf for infinity"),
        refusal("2 * 1" + "0".repeat(200), 4, "this integer has more than 512 bits"),
        refusal("0x1" + "0".repeat(128), 0, "this integer has more than 512 bits"));
  }

  private static Arguments refusal(String text, int offset, String detail) {
    return Arguments.of(text, offset, detail);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeReadIsRefusedWhereItStandsWithAdvice(String text, int offset, String detail) {
    assertThat(Failures.of(() -> Parser.parse(text)))
        .satisfies(
            failure -> {
              assertThat(failure.detail()).isEqualTo(detail);
              assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_SYNTAX);
              assertThat(failure.position().orElseThrow().offset()).isEqualTo(offset);
              assertThat(failure.position().orElseThrow().source()).isEqualTo(text);
            });
  }

  static Stream<Arguments> chains() {
    return Stream.of(
        Arguments.of("a < b < c", 6, "comparisons do not chain; write (a < b) & (b < c)"),
        Arguments.of(
            "0 <= a + 1 != b == c",
            11,
            "comparisons do not chain; write (0 <= a + 1) & (a + 1 != b) & (b == c)"),
        Arguments.of(
            "a > 1 & b > 2",
            10,
            "'&', '|' and '^' bind tighter than comparisons; write (a > 1) & (b > 2)"),
        Arguments.of(
            "a > 1 & b > 2 | c < 3",
            10,
            "'&', '|' and '^' bind tighter than comparisons; write (a > 1) & (b > 2) | (c < 3)"),
        Arguments.of(
            "a > (1 & b) > 2", 12, "comparisons do not chain; write (a > 1 & b) & (1 & b > 2)"),
        Arguments.of(
            "a > (1) & (b) > 2",
            14,
            "'&', '|' and '^' bind tighter than comparisons; write (a > 1) & (b > 2)"),
        Arguments.of(
            "a < %s < c".formatted("b + ".repeat(60) + "b"),
            246,
            "comparisons do not chain; write (a < b) & (b < c)"));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void chainedComparisonsAreRefusedWithTheTextThatWasMeant(String text, int offset, String detail) {
    whatCannotBeReadIsRefusedWhereItStandsWithAdvice(text, offset, detail);
  }

  @Test
  void theCaretStandsUnderTheFault() {
    assertThat(Failures.show(() -> Parser.parse("sqrt(a) +\n 2 b")))
        .isEqualTo(
            """
            INVALID_SYNTAX: an operator is missing before 'b'; a name that is no identifier stands in backticks: `my column`
            sqrt(a) +  2 b
                         ^\
            """);
  }
}
