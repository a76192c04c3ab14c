package io.parallax.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.single.ArrayRequestFormat;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.Multipart;
import io.parallax.format.testing.RequestFormats;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What bodies make a dataset of.
class DatasetContentTest {
  private static final String JSON = "application/json";
  private static final String RAW = "application/octet-stream";
  private static final ArrayLimits LIMITS = new ArrayLimits(3, 40, Long.MAX_VALUE);

  private final MemoryBudget budget = new MemoryBudget(64 << 20);
  private final Reservation reservation = budget.reserve(0);

  @AfterEach
  void leavesNoMemoryBehind() {
    reservation.close();
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void anArrayIsTheColumnThatTheQueryNames() throws IOException {
    assertThat(columns(single("column=price%20in%20%E2%82%AC", new byte[] {1, 2})))
        .isEqualTo(Map.of("price in €", List.of("1", "2")));
    assertThat(columns(single("", new byte[] {3}))).isEqualTo(Map.of("x", List.of("3")));
  }

  @Test
  void jsonNamesColumns() throws IOException {
    DatasetContent content =
        json(
            """
            {"inputs": {"a": [1, 2], "the `quoted` one": {"dtype": "int8", "values": [3, 4]}}}
            """);

    assertThat(columns(content))
        .isEqualTo(Map.of("a", List.of("1", "2"), "the `quoted` one", List.of("3", "4")));
  }

  @Test
  void jsonSelectsExpressions() throws IOException {
    DatasetContent content =
        json(
            """
            {"select": {"y": "twice(x) + k"}, "let": {"k": "1"}, "inputs": {"x": [1]},
             "functions": "def twice(v):\\n    return 2 * v\\n", "options": {"overflow": "wrap"}}
            """);

    assertThat(content)
        .isInstanceOfSatisfying(
            DatasetContent.Selection.class,
            selection -> {
              assertThat(selection.request().expression()).isNull();
              assertThat(selection.request().expressions()).isEqualTo(Map.of("y", "twice(x) + k"));
              assertThat(selection.request().let()).isEqualTo(Map.of("k", "1"));
              assertThat(selection.request().functions()).startsWith("def twice");
            });
  }

  @Test
  void partsAreColumns() throws IOException {
    byte[] form =
        new Multipart()
            .part("request", RAW + "; dtype=int8", new byte[] {1})
            .part("b", JSON, "[2.5]")
            .bytes();

    DatasetContent content =
        RequestFormats.multipart()
            .dataset(
                body("multipart/form-data", Map.of("boundary", Multipart.BOUNDARY), "", form),
                LIMITS,
                reservation,
                JsonBodies.far());

    assertThat(columns(content)).isEqualTo(Map.of("request", List.of("1"), "b", List.of("2.5")));
  }

  @Test
  void columnsKeepToTheirOwnLimits() throws IOException {
    byte[] many = new byte[JsonBodies.MAX_ELEMENTS + 1];

    assertThat(columns(single("", many)).get("x")).hasSize(many.length);
    assertThat(refusal("{\"inputs\": {\"a\":1,\"b\":1,\"c\":1,\"d\":1}}").code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                        | a dataset needs columns
          {"inputs": {}}                            | a dataset needs columns
          {"inputs": {"x": 1}, "let": {"k": "1"}}   | "let" is for expressions
          {"inputs": {"x": 1}, "expression": "x"}   | no field "expression"
          {"inputs": {"x": [1, true]}}              | bool
          """)
  void whatIsWrongIsTold(String body, String told) {
    assertThat(refusal(body).detail()).containsIgnoringCase(told);
  }

  @Test
  void anArrayHasNoRequestInItsQuery() {
    ComputeException refused =
        catchThrowableOfType(
            ComputeException.class, () -> single("expression=x&column=y", new byte[1]));

    assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
    assertThat(refused.detail()).contains("\"expression\"").contains("\"column\" names");
  }

  private DatasetContent single(String query, byte[] bytes) throws IOException {
    return new ArrayRequestFormat(
            RequestFormats.arrays(), RequestFormats.queries(), JsonBodies.LIMITS)
        .dataset(
            body(RAW, Map.of("dtype", "int8"), query, bytes),
            LIMITS,
            reservation,
            JsonBodies.far());
  }

  private ComputeException refusal(String json) {
    return catchThrowableOfType(ComputeException.class, () -> json(json));
  }

  private DatasetContent json(String text) throws IOException {
    return RequestFormats.requests()
        .dataset(
            body(JSON, Map.of(), "", text.getBytes(StandardCharsets.UTF_8)),
            LIMITS,
            reservation,
            JsonBodies.far());
  }

  private static RequestBody body(
      String type, Map<String, String> parameters, String query, byte[] bytes) {
    return new RequestBody(
        type, parameters, query, new ByteArrayInputStream(bytes), Long.MAX_VALUE);
  }

  private static Map<String, List<String>> columns(DatasetContent content) {
    assertThat(content).isInstanceOf(DatasetContent.Columns.class);
    Map<String, List<String>> elements = new LinkedHashMap<>();
    for (Map.Entry<String, Input> each : ((DatasetContent.Columns) content).inputs().entrySet()) {
      elements.put(each.getKey(), ArrayReading.elements(ArrayReading.array(each.getValue())));
    }
    return elements;
  }
}
