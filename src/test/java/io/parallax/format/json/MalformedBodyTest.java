package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.JsonBodies;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedBodyTest {
  private static final String VALID = "{\"expression\":\"1\"}";

  @RegisterExtension private final JsonBodies bodies = new JsonBodies();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``;                    the body is empty: send one JSON object (line 1, column 1)",
        "`  `;                  the body is empty: send one JSON object (line 1, column 3)",
        "[];                    the body is an array: send one JSON object (line 1, column 2)",
        "null;                  the body is null: send one JSON object (line 1, column 5)",
        "{'expression':'1'} {}; the body goes on after its object: send one JSON object (line 1,"
            + " column 21)",
        "{'expression':'1'}x;   the body is not well-formed JSON: unknown word x (line 1, column"
            + " 19)",
        "{'expression':'1';     the body ends too early (line 1, column 18)",
        "{'expression';         the body ends too early (line 1, column 14)",
        "{'expression':'1;      the body ends too early (line 1, column 17)",
        "{'expression':'1',};   the body is not well-formed JSON: unexpected '}' (line 1, column"
            + " 19)",
        "{expression:'1'};      the body is not well-formed JSON: unexpected 'e' (line 1, column"
            + " 2)",
        "{'expression':'1'/**/}; the body is not well-formed JSON: unexpected '/' (line 1, column"
            + " 18)",
        "{'inputs':{'a':NaN}};  the body is not well-formed JSON: write NaN as a string: 'NaN'"
            + " (line 1, column 19)",
        "{'inputs':{'a':-Infinity}}; the body is not well-formed JSON: write -Infinity as a string:"
            + " '-Infinity' (line 1, column 25)",
        "{'inputs':{'a':True}}; the body is not well-formed JSON: write true, not True (line 1,"
            + " column 16)",
        "{'inputs':{'a':01}};   the body is not well-formed JSON: numbers have no leading zeros"
            + " (line 1, column 17)",
        "{'inputs':{'a':+1}};   the body is not well-formed JSON: unexpected '+' (line 1, column"
            + " 17)",
        "{'inputs':{'a':+Infinity}}; the body is not well-formed JSON: write Infinity as a string:"
            + " 'Infinity' (line 1, column 25)",
        "{'inputs':{'a':[1,tru]}}; the body is not well-formed JSON: unknown word tru (line 1,"
            + " column 19)",
        "{'inputs':{'a':1a}};   the body is not well-formed JSON: unexpected 'a' (line 1, column"
            + " 17)",
        "{'inputs':{'a':1 b}};  the body is not well-formed JSON: unexpected 'b' (line 1, column"
            + " 18)",
        "{'inputs':{'a':-01}};  the body is not well-formed JSON: numbers have no leading zeros"
            + " (line 1, column 18)",
        "{'inputs':{'a':'\\u12g4'}}; the body is not well-formed JSON: unexpected 'g' (line 1,"
            + " column 21)",
        "{'é' 1};               the body is not well-formed JSON: unexpected '1' (line 1, column"
            + " 7)",
        "{'inputs':{'a':.5}};   the body is not well-formed JSON: unexpected '.' (line 1, column"
            + " 16)",
        "{'inputs':{'a':1.}};   the body is not well-formed JSON: unexpected '}' (line 1, column"
            + " 18)",
        "{'inputs':{'a':0x1}};  the body is not well-formed JSON: unexpected 'x' (line 1, column"
            + " 17)",
        "{'inputs':{'a':[1 2]}}; the body is not well-formed JSON: unexpected '2' (line 1, column"
            + " 19)",
        "{'inputs':{'a':[1,]}}; the body is not well-formed JSON: unexpected ']' (line 1, column"
            + " 19)",
        "{'inputs':{'a':[1}};   the body is not well-formed JSON: unexpected '}' (line 1, column"
            + " 18)",
        "{'inputs':{'a':'\\q'}}; the body is not well-formed JSON: unknown escape \\q (line 1,"
            + " column 18)",
        "{'\\ud800':1};         the body is not well-formed JSON: a name holds half a surrogate"
            + " pair (line 1, column 9)",
        "{'expression':é};      the body is not well-formed JSON: a byte order mark, or another"
            + " character that is not ASCII, stands outside of a string (line 1, column 17)",
        "{'expression':'\\udc00'}; a string holds half a surrogate pair (line 1, column 23)",
      })
  void saysWhatIsWrongAndWhere(String body, String detail) {
    ComputeException refused = bodies.refusal(body.replace('\'', '"'));

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
    assertThat(refused.detail())
        .isEqualTo(
            detail
                .replace("'NaN'", "\"NaN\"")
                .replace("'Infinity'", "\"Infinity\"")
                .replace("'-Infinity'", "\"-Infinity\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "C0AF",
        "C1BF",
        "C2",
        "C220",
        "E08080",
        "E0A0",
        "EDA080",
        "EFBF",
        "F0808080",
        "F4908080",
        "F5808080",
        "FF",
        "FE"
      })
  void refusesWhatIsNotUtf8(String hex) {
    byte[] inside = HexFormat.of().parseHex(hex);
    String around = "{\"expression\":\"" + new String(inside, StandardCharsets.ISO_8859_1) + "\"}";

    ComputeException refused = refusal(around.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
    assertThat(refused.detail()).startsWith("the body is not valid UTF-8 at byte 1");
  }

  @Test
  void readsAllOfUnicode() {
    assertThat(bodies.evaluate("{\"expression\":\"é€𝄞\\uD834\\uDD1E\"}").request())
        .hasFieldOrPropertyWithValue("expression", "é€𝄞𝄞");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
  void refusesOtherEncodings(String charset) {
    ComputeException refused = refusal(VALID.getBytes(Charset.forName(charset)));

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
  }

  @Test
  void refusesAByteOrderMark() {
    assertThat(bodies.refusal("\uFEFF" + VALID).detail())
        .startsWith("the body is not well-formed JSON: a byte order mark, or another");
  }

  @Test
  void refusesControlCharacters() {
    assertThat(bodies.refusal("{\u0001}").detail())
        .isEqualTo(
            "the body is not well-formed JSON: control characters are escaped in strings, such as"
                + " \\n, and stand nowhere else (line 1, column 2)");
    assertThat(bodies.refusal("{\"expression\":\"\n\"}").detail())
        .startsWith(
            "the body is not well-formed JSON: control characters are escaped in strings, such as"
                + " \\n, and stand nowhere else (");
  }

  /// The parser reads the body in chunks, at whose edges words are cut.
  @Test
  void seesWordsAcrossTheEdgesOfChunks() {
    for (int at = 7_980; at <= 8_020; at++) {
      String spaces = " ".repeat(at);
      assertThat(bodies.refusal("{" + spaces + "\"inputs\":{\"a\":[1,-Infinity]}}").detail())
          .contains("write -Infinity as a string");
      assertThat(bodies.refusal("{" + spaces + "\"inputs\":{\"a\":[1,   01]}}").detail())
          .contains("leading zeros");
    }
  }

  @Test
  void countsLines() {
    assertThat(bodies.refusal("{\n\n  \"expression\" 1\n}").detail())
        .endsWith("(line 3, column 16)");
  }

  @Test
  void refusesNumbersOfTooManyDigits() {
    String most = "0." + "1".repeat(RequestReader.MAX_NUMBER_DIGITS - 1);
    assertThat(bodies.array(most).doubleAt(0)).isEqualTo(1.0 / 9);

    ComputeException refused = bodies.inputRefusal(most + "1");
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.detail())
        .startsWith("a number has more than " + RequestReader.MAX_NUMBER_DIGITS + " digits");
  }

  @Test
  void refusesStringsOfTooManyCharacters() {
    String most = "x".repeat(RequestReader.MAX_STRING_LENGTH);
    assertThat(bodies.evaluate("{\"expression\":\"" + most + "\"}").request())
        .hasFieldOrPropertyWithValue("expression", most);

    ComputeException refused = bodies.refusal("{\"expression\":\"" + most + "x\"}");
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.detail())
        .startsWith("a string has more than " + RequestReader.MAX_STRING_LENGTH + " characters");
  }

  @Test
  void refusesFieldNamesOfTooManyCharacters() {
    String long_ = "x".repeat(RequestReader.MAX_FIELD_NAME_LENGTH + 1);

    ComputeException refused = bodies.refusal("{\"" + long_ + "\":1}");

    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.detail()).startsWith("a name has more than ");
  }

  private ComputeException refusal(byte[] body) {
    return catchThrowableOfType(
        ComputeException.class,
        () -> bodies.evaluate(new ByteArrayInputStream(body), JsonBodies.far()));
  }
}
