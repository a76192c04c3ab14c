package io.parallax.http.testing;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A test that sends functions of callers to the running service.
public abstract class OverMap extends OverHttp {
  public static final String PATH = "/v1/map";

  public static final String FACTORIAL =
      """
      def f(n):
          k = 1
          for i in range(n, 1, -1):
              k *= i
              k %= 1000000007
          return k
      """;

  public static final String MEAN =
      """
      def mean(n):
          total = 0
          for i in range(n):
              total += i
          return total // n
      """;

  public OverMap(int port) {
    super(port);
  }

  public List<String> everyWay() {
    List<String> ways =
        new ArrayList<>(
            List.of(
                "{\"strategy\": \"sequential\"}",
                "{\"strategy\": \"platform-threads\"}",
                "{\"strategy\": \"virtual-threads\"}",
                "{\"isolation\": \"process\", \"strategy\": \"forked-processes\"}"));
    if (hasNativeKernels()) {
      ways.add("{\"strategy\": \"native-kernels\"}");
    }
    return ways;
  }

  private boolean hasNativeKernels() {
    return get("/v1/strategies")
        .extract()
        .jsonPath()
        .getBoolean("strategies.find { it.name == 'native-kernels' }.available");
  }

  public ValidatableResponse map(String functions, String inputs, String options, String output) {
    return post(PATH, request(functions, inputs, options, output));
  }

  public Response answer(String format, String functions, String inputs, String options) {
    return request()
        .accept(format)
        .contentType("application/json")
        .body(request(functions, inputs, options, "{}"))
        .post(PATH);
  }

  private static String request(String functions, String inputs, String options, String output) {
    return "{\"functions\": %s, \"inputs\": %s, \"options\": %s, \"output\": %s}"
        .formatted(quoted(functions), inputs, options, output);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            unit ->
                json.append(
                    unit < ' ' || unit == '"' || unit == '\\'
                        ? "\\u%04x".formatted(unit)
                        : Character.toString(unit)));
    return json.append('"').toString();
  }

  public static String body(Object value) {
    return switch (value) {
      case Map<?, ?> fields ->
          fields.entrySet().stream()
              .map(field -> quoted((String) field.getKey()) + ": " + body(field.getValue()))
              .reduce((a, b) -> a + ", " + b)
              .map(all -> "{" + all + "}")
              .orElse("{}");
      case List<?> elements ->
          "[" + String.join(", ", elements.stream().map(OverMap::body).toList()) + "]";
      case String text -> quoted(text);
      default -> value.toString();
    };
  }
}
