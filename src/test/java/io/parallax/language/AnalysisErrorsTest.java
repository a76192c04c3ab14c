package io.parallax.language;

import static io.parallax.error.ErrorCode.ARITHMETIC_FAULT;
import static io.parallax.error.ErrorCode.EMPTY_REDUCTION;
import static io.parallax.error.ErrorCode.INVALID_ARGUMENT;
import static io.parallax.error.ErrorCode.SHAPE_MISMATCH;
import static io.parallax.error.ErrorCode.TOO_LARGE;
import static io.parallax.error.ErrorCode.TYPE_MISMATCH;
import static io.parallax.error.ErrorCode.UNKNOWN_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.testing.Failures;
import io.parallax.language.testing.TypedInputs;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisErrorsTest {
  static Stream<Arguments> types() {
    String bools = "'-' does not take two bools; write a ^ b, or int64(a) - b for a number";
    return Stream.of(
        refusal("d * (b - b)", TYPE_MISMATCH, 7, bools),
        refusal("b - True", TYPE_MISMATCH, 2, bools),
        refusal(
            "-b", TYPE_MISMATCH, 0, "'-' does not take bool; write ~x to invert x, or int64(x)"),
        refusal(
            "+b", TYPE_MISMATCH, 0, "'+' does not take bool; write ~x to invert x, or int64(x)"),
        refusal(
            "1 + ~d",
            TYPE_MISMATCH,
            4,
            "'~' takes bool or integers, not float64; write -x or logical_not(x)"),
        refusal(
            "~pi",
            TYPE_MISMATCH,
            0,
            "'~' takes bool or integers, not float64; write -x or logical_not(x)"),
        refusal(
            "d & b",
            TYPE_MISMATCH,
            2,
            "'&' takes bool or integers, not float64 and bool; comparisons beside it need"
                + " parentheses: (a > 1) & (b > 2); for the truth of numbers write"
                + " logical_and(a, b)"),
        refusal(
            "i | 1.5",
            TYPE_MISMATCH,
            2,
            "'|' takes bool or integers, not int32 and a float; comparisons beside it need"
                + " parentheses: (a > 1) | (b > 2); for the truth of numbers write"
                + " logical_or(a, b)"),
        refusal(
            "1.5 << 2",
            TYPE_MISMATCH,
            4,
            "'<<' takes integers, not a float and an integer; write int64(x)"),
        refusal(
            "i >> f",
            TYPE_MISMATCH,
            2,
            "'>>' takes integers, not int32 and float32; write int64(x)"),
        refusal("b and i", TYPE_MISMATCH, 2, "'and' takes bool, not int32; write (x != 0) for x"),
        refusal(
            "1 or b", TYPE_MISMATCH, 2, "'or' takes bool, not an integer; write (x != 0) for x"),
        refusal("not d", TYPE_MISMATCH, 0, "'not' takes bool, not float64; write (x != 0) for x"),
        refusal(
            "sign(b)", TYPE_MISMATCH, 0, "'sign' does not take bool; write int64(x) for a number"),
        refusal(
            "i + 2147483648",
            TYPE_MISMATCH,
            4,
            "'2147483648' does not fit int32; convert the other operand, for example int64(x)"),
        refusal(
            "l + 2**63",
            TYPE_MISMATCH,
            5,
            "'9223372036854775808' does not fit int64; write it as a float, for example 1e30"),
        refusal(
            "9223372036854775808",
            TYPE_MISMATCH,
            0,
            "'9223372036854775808' does not fit int64; write it as a float, for example 1e30"));
  }

  static Stream<Arguments> names() {
    String listed =
        "the inputs are 'b', 'big', 'd', 'f', 'i', 'l', 'm', 'none', 's', 'wide' and 2 more";
    String functions = "GET /v1/functions lists the functions";
    return Stream.of(
        refusal("d + wid", UNKNOWN_NAME, 4, "'wid' is unknown, perhaps 'wide' is meant; " + listed),
        refusal("x", UNKNOWN_NAME, 0, "'x' is unknown; " + listed),
        refusal("D", UNKNOWN_NAME, 0, "'D' is unknown, perhaps 'd' is meant; " + listed),
        refusal("PI", UNKNOWN_NAME, 0, "'PI' is unknown, write pi; " + listed),
        refusal("Infinity", UNKNOWN_NAME, 0, "'Infinity' is unknown, write inf; " + listed),
        refusal(
            "None",
            UNKNOWN_NAME,
            0,
            "'None' is unknown: for the value write nan; nothing equals it, so that a comparison"
                + " with it is isnan(x) for '==' and ~isnan(x) for '!='; "
                + listed),
        refusal("sin", UNKNOWN_NAME, 0, "'sin' is a function; write sin(…)"),
        refusal("int64 + 1", UNKNOWN_NAME, 0, "'int64' is a function; write int64(…)"),
        refusal("asin(d)", UNKNOWN_NAME, 0, "'asin' is unknown, write arcsin(x); " + functions),
        refusal(
            "1+float(i)", UNKNOWN_NAME, 2, "'float' is unknown, write float64(x); " + functions),
        refusal(
            "logaddexp2(d, d)",
            UNKNOWN_NAME,
            0,
            "'logaddexp2' is unknown, write logaddexp(x * log(2), y * log(2)) / log(2); "
                + functions),
        refusal(
            "exp01(d)",
            UNKNOWN_NAME,
            0,
            "'exp01' is unknown, perhaps 'exp10' is meant; " + functions),
        refusal(
            "percentile(d, 99)",
            UNKNOWN_NAME,
            0,
            "'percentile' is unknown, write quantile(x, q / 100); " + functions),
        refusal(
            "qauntile(d, 1)",
            UNKNOWN_NAME,
            0,
            "'qauntile' is unknown, perhaps 'quantile' is meant; " + functions),
        refusal(
            "SIN(d)", UNKNOWN_NAME, 0, "'SIN' is unknown, perhaps 'sin' is meant; " + functions),
        refusal("frobnicate(d)", UNKNOWN_NAME, 0, "'frobnicate' is unknown; " + functions),
        refusal("nanlog(d)", UNKNOWN_NAME, 0, "'nanlog' is unknown; " + functions),
        refusal(
            "ptp(b)", TYPE_MISMATCH, 0, "'ptp' does not take bool; write int64(x) for a number"),
        refusal("d(2)", UNKNOWN_NAME, 0, "'d' is not a function; to multiply, write d * (…)"),
        refusal("pi(2)", UNKNOWN_NAME, 0, "'pi' is not a function; to multiply, write pi * (…)"),
        refusal(
            "x".repeat(100) + "(d)",
            UNKNOWN_NAME,
            0,
            "'" + "x".repeat(40) + "…' is unknown; " + functions));
  }

  static Stream<Arguments> arguments() {
    String sum = ": sum(x, *, axis=None, keepdims=False)";
    String options = "; options are written with their names, for example axis=0";
    return Stream.of(
        refusal("1 + sin()", INVALID_ARGUMENT, 4, "'sin' lacks 'x': sin(x)"),
        refusal("sin(d, d)", INVALID_ARGUMENT, 0, "'sin' takes 1 argument, not 2: sin(x)"),
        refusal("where(b, d)", INVALID_ARGUMENT, 0, "'where' lacks 'y': where(condition, x, y)"),
        refusal(
            "hypot(1,2,3)", INVALID_ARGUMENT, 0, "'hypot' takes 2 arguments, not 3: hypot(x, y)"),
        refusal("sum(d, 0)", INVALID_ARGUMENT, 0, "'sum' takes 1 argument, not 2" + sum + options),
        refusal("sum(d, axes=0)", INVALID_ARGUMENT, 7, "'sum' has no 'axes', write axis=0" + sum),
        refusal("sum(d, x=d)", INVALID_ARGUMENT, 7, "'x' is given twice" + sum),
        refusal("sin(d, axis=0)", INVALID_ARGUMENT, 7, "'sin' has no 'axis': sin(x)"),
        refusal(
            "max(d, f)",
            INVALID_ARGUMENT,
            0,
            "'max' takes 1 argument, not 2: max(x, *, axis=None, keepdims=False); for the larger of"
                + " two write maximum(a, b)"),
        refusal(
            "round(d, 2, 3)",
            INVALID_ARGUMENT,
            0,
            "'round' takes 2 arguments, not 3: round(x, decimals=0)"),
        refusal(
            "round(d, i)",
            INVALID_ARGUMENT,
            9,
            "'decimals' is an integer from -308 to 308 in the text, for example round(x, 2)"),
        refusal(
            "round(b, -1)",
            TYPE_MISMATCH,
            0,
            "'round' of bool takes no negative decimals; write int64(x) for a number"),
        refusal(
            "i in (1, d)",
            INVALID_ARGUMENT,
            9,
            "an element of a list has no dimensions; this has shape (3,)"),
        refusal(
            "l & 0xFFFFFFFFFFFFFFFF",
            TYPE_MISMATCH,
            4,
            "'18446744073709551615' does not fit int64; int64 holds -2**63 to 2**63 - 1, where the"
                + " same 64 bits are -1"),
        refusal("float32(d, 2)", INVALID_ARGUMENT, 0, "'float32' takes one argument: float32(x)"),
        refusal("int32(x=d)", INVALID_ARGUMENT, 0, "'int32' takes one argument: int32(x)"),
        refusal(
            "(d, d)",
            INVALID_ARGUMENT,
            0,
            "a list is not a value; send the array as an input (a list may stand after 'in' and in"
                + " options such as axis=(0, 1))"),
        refusal(
            "[1, 2] + d",
            INVALID_ARGUMENT,
            0,
            "a list is not a value; send the array as an input (a list may stand after 'in' and in"
                + " options such as axis=(0, 1))"));
  }

  static Stream<Arguments> options() {
    String forms = "'axis' takes an integer, a tuple such as (0, 1) or None";
    return Stream.of(
        refusal(
            "sum(m, axis=2)",
            INVALID_ARGUMENT,
            12,
            "axis '2' is out of range: with 2 dimensions it is between -2 and 1"),
        refusal(
            "sum(m, axis=(0, -3))",
            INVALID_ARGUMENT,
            16,
            "axis '-3' is out of range: with 2 dimensions it is between -2 and 1"),
        refusal(
            "sum(d, axis=1)",
            INVALID_ARGUMENT,
            12,
            "axis '1' is out of range: with 1 dimension it is 0 or -1"),
        refusal(
            "sum(s, axis=0)",
            INVALID_ARGUMENT,
            12,
            "axis '0' is out of range: the operand has no dimensions"),
        refusal("sum(m, axis=10**9)", INVALID_ARGUMENT, 14, forms),
        refusal("sum(m, axis=d)", INVALID_ARGUMENT, 12, forms),
        refusal("sum(m, axis=1.0)", INVALID_ARGUMENT, 12, forms),
        refusal("sum(m, axis=((0,),))", INVALID_ARGUMENT, 13, forms),
        refusal("sum(m, axis=(0, -2))", INVALID_ARGUMENT, 16, "this axis is given twice"),
        refusal(
            "argmin(m, axis=(0, 1))",
            INVALID_ARGUMENT,
            15,
            "'axis' takes a single integer or None here"),
        refusal("sum(m, keepdims=1)", INVALID_ARGUMENT, 16, "'keepdims' takes True or False"),
        refusal(
            "var(m, ddof=-1)",
            INVALID_ARGUMENT,
            12,
            "'ddof' takes an integer that is not negative"),
        refusal(
            "var(m, ddof=0.5)",
            INVALID_ARGUMENT,
            12,
            "'ddof' takes an integer that is not negative"),
        refusal(
            "var(m, ddof=10**30)",
            INVALID_ARGUMENT,
            14,
            "'ddof' takes an integer that is not negative"),
        refusal(
            "quantile(d, 99)",
            INVALID_ARGUMENT,
            12,
            "'q' is between 0 and 1, not 99.0; of percent write q / 100"),
        refusal(
            "quantile(d, -0.5)",
            INVALID_ARGUMENT,
            12,
            "'q' is between 0 and 1, not -0.5; of percent write q / 100"),
        refusal(
            "quantile(d, nan)",
            INVALID_ARGUMENT,
            12,
            "'q' is between 0 and 1, not NaN; of percent write q / 100"),
        refusal(
            "quantile(d, d)", INVALID_ARGUMENT, 12, "'q' has no dimensions; this has shape (3,)"),
        refusal(
            "quantile(d)",
            INVALID_ARGUMENT,
            0,
            "'quantile' lacks 'q': " + ReductionFunction.QUANTILE.signature()));
  }

  static Stream<Arguments> shapes() {
    String dot =
        "'dot' of more than one dimension needs an axis, for example axis=-1; for the sum of all"
            + " products write sum(a * b)";
    return Stream.of(
        refusal("d + y", SHAPE_MISMATCH, 2, "shapes (3,) and (0,) do not broadcast together"),
        refusal(
            "where(b, m, sum(m, axis=1))",
            SHAPE_MISMATCH,
            0,
            "shapes (2, 3) and (2,) do not broadcast together; write sum(x, axis=1, keepdims=True)"
                + " to keep the reduced dimension with extent 1"),
        refusal(
            "d < sum(m, axis=1)",
            SHAPE_MISMATCH,
            2,
            "shapes (3,) and (2,) do not broadcast together; write sum(x, axis=1, keepdims=True)"
                + " to keep the reduced dimension with extent 1"),
        refusal(
            "big * wide",
            TOO_LARGE,
            4,
            "shapes (1099511627776, 1) and (1099511627776,) broadcast to too many elements"),
        refusal(
            "sum(none, axis=0)",
            TOO_LARGE,
            0,
            "the result would have too many elements: [1099511627776, 1099511627776]"),
        refusal("dot(m, m)", INVALID_ARGUMENT, 0, dot),
        refusal("dot(m, d)", INVALID_ARGUMENT, 0, dot),
        refusal(
            "dot(d, 2)",
            SHAPE_MISMATCH,
            0,
            "'dot' takes vectors of one length; these have shapes (3,) and ()"),
        refusal(
            "dot(d, sum(d, keepdims=True))",
            SHAPE_MISMATCH,
            0,
            "'dot' takes vectors of one length; these have shapes (3,) and (1,)"),
        refusal(
            "dot(m, d, axis=0)",
            SHAPE_MISMATCH,
            0,
            "'dot' takes vectors of one length; these have shapes (2, 3) and (3,)"),
        refusal(
            "1 + min(y)",
            EMPTY_REDUCTION,
            4,
            "'min' of no elements has no value; the shape is (0,)"),
        refusal(
            "argmax(z, axis=0)",
            EMPTY_REDUCTION,
            0,
            "'argmax' of no elements has no value; the shape is (0, 3)"),
        refusal("7 // 0", ARITHMETIC_FAULT, 2, "integer division by zero"),
        refusal("7 % (1 - 1)", ARITHMETIC_FAULT, 2, "integer division by zero"),
        refusal("fmod(7, 0)", ARITHMETIC_FAULT, 0, "integer division by zero"),
        refusal("1 << -1", ARITHMETIC_FAULT, 2, "a shift count is not negative; this is -1"),
        refusal("1 >> -1", ARITHMETIC_FAULT, 2, "a shift count is not negative; this is -1"));
  }

  private static Arguments refusal(String text, ErrorCode code, int offset, String detail) {
    return Arguments.of(text, code, offset, detail);
  }

  @ParameterizedTest
  @MethodSource({"types", "names", "arguments", "options", "shapes"})
  void whatHasNoMeaningIsRefusedWhereItStandsWithAdvice(
      String text, ErrorCode code, int offset, String detail) {
    ComputeException failure = Failures.of(() -> TypedInputs.analyze(text));
    assertThat(failure.detail()).isEqualTo(detail);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.position().orElseThrow().offset()).isEqualTo(offset);
    assertThat(failure.position().orElseThrow().source()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2**513",
        "9**9**9",
        "2**511*2",
        "1 << 513",
        "(-3)**10**18",
        "2**400 * 2**400",
        "-2**512 - 1"
      })
  void integersOfTheTextStayWithin512Bits(String text) {
    ComputeException failure = Failures.of(() -> TypedInputs.analyze("d + (" + text + ")"));
    assertThat(failure.code()).isEqualTo(INVALID_ARGUMENT);
    assertThat(failure.detail())
        .isEqualTo(
            "this integer has more than 512 bits; for a float, write one operand as a float, such"
                + " as 2.0");
  }

  @Test
  void theCaretStandsUnderTheFault() {
    assertThat(Failures.show(() -> TypedInputs.analyze("(d - mean(d)) / sdt(d)")))
        .isEqualTo(
            """
            UNKNOWN_NAME: 'sdt' is unknown, perhaps 'std' is meant; GET /v1/functions lists the functions
            (d - mean(d)) / sdt(d)
                            ^\
            """);
  }

  @Test
  void withoutInputsAnUnknownNameSaysSo() {
    assertThat(Failures.show(() -> Analyzer.analyze("abc", Parser.parse("abc"), Map.of())))
        .startsWith("UNKNOWN_NAME: 'abc' is unknown; there are no inputs");
  }
}
