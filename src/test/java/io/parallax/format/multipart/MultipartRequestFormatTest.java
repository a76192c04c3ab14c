package io.parallax.format.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.array.Input;
import io.parallax.compute.ComputeRequest;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ComputeOperation;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest;
import io.parallax.format.OutputOptions;
import io.parallax.format.RequestBody;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.Multipart;
import io.parallax.format.testing.RequestFormats;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipartRequestFormatTest {
  private static final String RAW = "application/octet-stream; dtype=int8";
  private static final String JSON = "application/json";

  private final MemoryBudget budget = new MemoryBudget(64 << 20);
  private final Reservation reservation = budget.reserve(0);
  private final MultipartRequestFormat format = RequestFormats.multipart();

  @AfterEach
  void leavesNoMemoryBehind() {
    reservation.close();
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void readsTheRequestAtAnyPlace() throws IOException {
    byte[] first =
        new Multipart()
            .part("request", JSON, "{\"expression\": \"a + x\", \"inputs\": {\"a\": 1}}")
            .part("x", RAW, new byte[] {1, 2})
            .bytes();
    byte[] last =
        new Multipart()
            .part("x", RAW, new byte[] {1, 2})
            .part("request", "", "{\"expression\": \"a + x\", \"inputs\": {\"a\": 1}}")
            .bytes();

    for (byte[] body : new byte[][] {first, last}) {
      ComputeRequest.Evaluate request =
          (ComputeRequest.Evaluate) read(ComputeOperation.EVALUATE, body, "").request();
      assertThat(request.expression()).isEqualTo("a + x");
      assertThat(request.inputs()).containsOnlyKeys("a", "x");
      assertThat(elements(request.inputs(), "x")).isEqualTo("1 2");
    }
  }

  @Test
  void readsEveryOperationAndItsOutput() throws IOException {
    byte[] filter =
        new Multipart()
            .part("request", JSON, "{\"predicate\": \"x > 1\", \"output\": {\"values\": \"none\"}}")
            .part("x", RAW, new byte[] {1, 2})
            .bytes();
    byte[] reduce =
        new Multipart()
            .part("request", JSON, "{\"reductions\": {\"t\": \"sum(x)\"}}")
            .part("x", RAW, new byte[] {1, 2})
            .bytes();

    Decoded filtered = read(ComputeOperation.FILTER, filter, "");
    assertThat(filtered.output().values()).isEqualTo(OutputOptions.Values.NONE);
    assertThat(filtered.request().inputs()).containsOnlyKeys("x");
    assertThat(read(ComputeOperation.REDUCE, reduce, "").request())
        .isInstanceOf(ComputeRequest.Reduce.class);
  }

  @Test
  void readsWhatIsToBeExplained() throws IOException {
    byte[] body =
        new Multipart()
            .part("x", RAW, new byte[] {1, 2})
            .part("request", JSON, "{\"evaluate\": {\"expression\": \"x\"}}")
            .bytes();

    ExplainRequest inquiry = format.explain(body(body, ""), reservation, JsonBodies.far());

    assertThat(inquiry.request().inputs()).containsOnlyKeys("x");
  }

  @Test
  void readsInputsInJsonAndByTheNamesOfTheirFiles() throws IOException {
    byte[] body =
        new Multipart()
            .part("a", JSON, "{\"range\": {\"stop\": 3}}")
            .part("b", "", "2.5")
            .raw(
                """
                Content-Disposition: form-data; name="c"; filename="c.json"\r
                Content-Type: application/octet-stream\r
                """,
                "[1, 2]".getBytes(UTF_8))
            .bytes();

    Map<String, Input> inputs =
        read(ComputeOperation.EVALUATE, body, "expression=a%2Bb").request().inputs();

    assertThat(inputs).containsOnlyKeys("a", "b", "c");
    assertThat(requireNonNull(inputs.get("a")).arrayType()).hasToString("int64(3,)");
    assertThat(elements(inputs, "b")).isEqualTo("2.5");
    assertThat(elements(inputs, "c")).isEqualTo("1 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x | image/png                       | 1       | UNSUPPORTED_MEDIA_TYPE | the part "x": an input in image/png is not read; inputs are read as: application/json, application/octet-stream
          x | application/octet-stream        | 1       | INVALID_INPUT  | the part "x": bytes need a type
          x | application/x-npy               | 1       | MALFORMED_BODY | the part "x": these bytes are no .npy file
          x | application/json                | [1,     | MALFORMED_BODY | the part "x": the body ends too early
          x | application/json                | [1] 2   | MALFORMED_BODY | the part "x": the body goes on
          x | application/json                | [1,"a"] | INVALID_INPUT  | the part "x": "a" is not a number
          x | application/json; charset=utf-7 | 1       | UNSUPPORTED_MEDIA_TYPE | the part "x": text is read in UTF-8
          request | application/json          | {}      | MALFORMED_BODY | there are two parts "request"
          a | application/json                | 1       | MALFORMED_BODY | the input "a" is there twice
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | application/json | 1 | TOO_LARGE | a name has more than 32
          """)
  void namesThePartThatIsWrong(
      String name, String type, String content, ErrorCode code, String detail) {
    byte[] body =
        new Multipart()
            .part("request", JSON, "{\"expression\": \"1\", \"inputs\": {\"a\": 1}}")
            .part(name, type, content)
            .bytes();

    ComputeException refused = refusal(body, "");

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.detail()).startsWith(detail);
  }

  @Test
  void pointsIntoTheInput() {
    byte[] json = new Multipart().part("a/b", JSON, "[1, [2]]").bytes();
    byte[] raw =
        new Multipart()
            .part("x", "application/octet-stream; dtype=bool", new byte[] {0, 3})
            .bytes();

    assertThat(refusal(json, "expression=1").pointer()).contains("/inputs/a~1b/1");
    assertThat(refusal(raw, "expression=1").pointer()).contains("/inputs/x/1");
  }

  @Test
  void saysWhatAPartWithoutANameIsNamedAfter() {
    byte[] body = new Multipart().part("", RAW, new byte[1]).bytes();

    assertThat(refusal(body, "expression=1").code()).isEqualTo(ErrorCode.MALFORMED_BODY);
    assertThat(refusal(body, "expression=1").detail()).contains("named \"request\" or after");
  }

  @Test
  void wantsExactlyOneRequest() {
    byte[] none = new Multipart().part("x", RAW, new byte[1]).bytes();
    byte[] one = new Multipart().part("request", JSON, "{\"expression\": \"1\"}").bytes();
    byte[] notJson = new Multipart().part("request", "text/csv", "1").bytes();

    assertThat(refusal(none, "").detail()).startsWith("there is no part \"request\"");
    assertThat(refusal(one, "expression=2").detail()).contains("twice");
    assertThat(refusal(notJson, "").detail()).contains("application/json, not in text/csv");
  }

  @Test
  void saysThatTheInputsOfAFormHaveNames() {
    byte[] body = new Multipart().part("x", RAW, new byte[1]).bytes();

    assertThat(refusal(body, "expression=x&input=y").detail())
        .contains("\"input\" names a body that is one array");
  }

  @Test
  void namesThePartOfARequestThatIsNoJson() {
    byte[] body = new Multipart().part("request", JSON, "{\"expression\": ").bytes();

    assertThat(refusal(body, "").detail()).startsWith("the part \"request\": the body ends");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Content-Encoding: gzip                       | has a Content-Encoding, which is not read
          Content-Type: application/json               | has the field Content-Type twice
          Content-Disposition: form-data; name="z"     | has the field Content-Disposition twice
          """)
  void refusesFieldsThatWouldChangeWhatAPartIs(String field, String detail) {
    String header = "Content-Disposition: form-data; name=x\r\nContent-Type: " + RAW + "\r\n";
    byte[] body = new Multipart().raw(header + field + "\r\n", new byte[] {1}).bytes();

    ComputeException refused = refusal(body, "expression=x");

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
    assertThat(refused.detail()).contains(detail);
  }

  @Test
  void tellsTheParameterOfAPartThatIsThereTwice() throws IOException {
    byte[] twice =
        new Multipart()
            .raw("Content-Disposition: form-data; name=x; name=y\r\n", new byte[] {'1'})
            .bytes();
    byte[] plain =
        new Multipart()
            .raw(
                "Content-Disposition: form-data; name=x\r\nContent-Encoding: identity\r\n",
                new byte[] {'1'})
            .bytes();

    assertThat(refusal(twice, "expression=x").detail()).contains("the parameter \"name\" twice");
    assertThat(read(ComputeOperation.EVALUATE, plain, "expression=x").request().inputs())
        .containsOnlyKeys("x");
  }

  @Test
  void boundsTheNumberOfPartsAndInputs() {
    Multipart many = new Multipart();
    for (int i = 0; i <= JsonBodies.MAX_NAMES; i++) {
      many.part("x" + i, RAW, new byte[1]);
    }

    assertThat(refusal(many.bytes(), "expression=1").detail())
        .isEqualTo("there are more than 8 inputs");
  }

  @ParameterizedTest
  @CsvSource({"''", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void wantsABoundary(String boundary) {
    RequestBody body =
        new RequestBody(
            "multipart/form-data",
            Map.of("boundary", boundary),
            "",
            new ByteArrayInputStream(new byte[0]),
            0);

    ComputeException refused =
        catchThrowableOfType(
            ComputeException.class,
            () -> format.read(ComputeOperation.EVALUATE, body, reservation, JsonBodies.far()));

    assertThat(refused.detail()).contains("boundary of 1 to 70");
  }

  private Decoded read(ComputeOperation operation, byte[] body, String query) throws IOException {
    return format.read(operation, body(body, query), reservation, JsonBodies.far());
  }

  private ComputeException refusal(byte[] body, String query) {
    return catchThrowableOfType(
        ComputeException.class, () -> read(ComputeOperation.EVALUATE, body, query));
  }

  private static RequestBody body(byte[] body, String query) {
    return new RequestBody(
        "multipart/form-data",
        Map.of("boundary", Multipart.BOUNDARY),
        query,
        new ByteArrayInputStream(body),
        body.length);
  }

  private static String elements(Map<String, Input> inputs, String name) {
    Input input = requireNonNull(inputs.get(name));
    return String.join(" ", ArrayReading.elements(ArrayReading.array(input)));
  }
}
