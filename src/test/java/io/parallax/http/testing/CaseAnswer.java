package io.parallax.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a line of `cases.jsonl` says must come back, compared with an answer.
///
/// Members of `expected`: `status`, a number or a list of those allowed; `values`, `dtype`, `shape`
/// of the array at `/result`; `field` and `equals`, a JSON pointer and the value there; `problem`,
/// the last part of the type of a refusal; `advice` and `never`, regular expressions that are found
/// or not found in the detail of a refusal or in the `header` named; `ulp` or `tolerance` for
/// floats.
record CaseAnswer(JsonNode expected, JsonMapper mapper) {
  private static final Map<String, Double> SPECIAL =
      Map.of(
          "NaN", Double.NaN,
          "Infinity", Double.POSITIVE_INFINITY,
          "-Infinity", Double.NEGATIVE_INFINITY);

  void requireOf(HttpResponse<String> response) {
    String body = response.body();
    assertThat(elements(expected.path("status")).stream().map(JsonNode::intValue))
        .as("status of %s", body)
        .contains(response.statusCode());
    boolean refused = response.statusCode() >= 400;
    if (expected.has("header")) {
      requireText(response.headers().firstValue(expected.get("header").stringValue()).orElse(""));
    } else if (refused) {
      JsonNode problem = mapper.readTree(body);
      if (expected.has("problem")) {
        assertThat(problem.path("type").stringValue())
            .endsWith("/" + expected.get("problem").stringValue());
      }
      requireText(problem.path("detail").stringValue());
    }
    if (!refused && !body.isEmpty()) {
      requireValues(mapper.readTree(body));
    }
  }

  /// Of a case whose function does not exist: whether the request is refused without leading the
  /// caller to something wrong.
  void requireRefusal(HttpResponse<String> response, JsonNode until) {
    assertThat(response.statusCode()).as("status of %s", response.body()).isBetween(400, 499);
    String detail = mapper.readTree(response.body()).path("detail").stringValue();
    require(detail, elements(until), elements(expected.path("never")));
  }

  private void requireText(String text) {
    require(text, elements(expected.path("advice")), elements(expected.path("never")));
  }

  private static void require(String text, List<JsonNode> found, List<JsonNode> never) {
    assertThat(found)
        .allSatisfy(
            pattern -> assertThat(text).containsPattern(Pattern.compile(pattern.stringValue())));
    assertThat(never)
        .allSatisfy(
            pattern ->
                assertThat(text).doesNotContainPattern(Pattern.compile(pattern.stringValue())));
  }

  private void requireValues(JsonNode answer) {
    if (expected.has("field")) {
      String pointer = expected.get("field").stringValue();
      requireEqual(pointer, expected.get("equals"), answer.at(pointer));
    }
    if (expected.has("values")) {
      requireArray(answer.path("result"));
    }
  }

  private void requireArray(JsonNode result) {
    String dtype = result.path("dtype").stringValue();
    if (expected.has("dtype")) {
      assertThat(elements(expected.get("dtype")).stream().map(JsonNode::stringValue))
          .as("dtype")
          .contains(dtype);
    }
    JsonNode values = expected.get("values");
    assertThat(elements(result.path("shape")).stream().map(JsonNode::intValue))
        .as("shape")
        .isEqualTo(
            expected.has("shape")
                ? elements(expected.get("shape")).stream().map(JsonNode::intValue).toList()
                : shapeOf(values));
    List<JsonNode> wanted = leaves(values);
    List<JsonNode> given = leaves(result.path("values"));
    assertThat(given).as("number of values").hasSameSizeAs(wanted);
    for (int index = 0; index < wanted.size(); index++) {
      String place = "values[" + index + "]";
      if (dtype.startsWith("float")) {
        requireFloat(place, wanted.get(index), given.get(index), dtype.equals("float32"));
      } else {
        assertThat(given.get(index)).as(place).isEqualTo(wanted.get(index));
      }
    }
  }

  private void requireEqual(String place, JsonNode wanted, JsonNode given) {
    if (wanted.isNull()) {
      assertThat(given.isNull() || given.isMissingNode()).as("%s: %s", place, given).isTrue();
    } else if (wanted.isObject()) {
      wanted
          .properties()
          .forEach(
              member ->
                  requireEqual(
                      place + "/" + member.getKey(),
                      member.getValue(),
                      given.path(member.getKey())));
    } else if (wanted.isArray()) {
      assertThat(given.isArray()).as("%s: %s", place, given).isTrue();
      assertThat(given.size()).as(place).isEqualTo(wanted.size());
      for (int index = 0; index < wanted.size(); index++) {
        requireEqual(place + "/" + index, wanted.get(index), given.get(index));
      }
    } else if (wanted.isNumber()) {
      requireFloat(place, wanted, given, false);
    } else {
      assertThat(given).as(place).isEqualTo(wanted);
    }
  }

  private void requireFloat(String place, JsonNode wanted, JsonNode given, boolean single) {
    double right = number(wanted);
    double value = number(given);
    double allowed =
        expected.has("tolerance")
            ? expected.get("tolerance").doubleValue()
            : expected.path("ulp").asDouble(0)
                * (single ? Math.ulp((float) right) : Math.ulp(right));
    boolean bits = expected.path("ulp").asInt(1) == 0;
    assertThat(
            Double.compare(single ? (float) right : right, value) == 0
                || (!bits && right == value)
                || Math.abs(right - value) <= allowed)
        .as("%s is %s, %s is right", place, given, wanted)
        .isTrue();
  }

  private static double number(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isString() && SPECIAL.containsKey(node.stringValue())
        ? SPECIAL.get(node.stringValue())
        : unexpected(node);
  }

  private static double unexpected(JsonNode node) {
    throw new AssertionError(node + " is no number");
  }

  private static List<Integer> shapeOf(JsonNode values) {
    List<Integer> shape = new ArrayList<>();
    @Nullable JsonNode level = values;
    while (level != null && level.isArray()) {
      shape.add(level.size());
      level = level.get(0);
    }
    return shape;
  }

  /// The numbers of nested lists in order; integers without what their text was made of.
  private static List<JsonNode> leaves(JsonNode node) {
    return node.isArray()
        ? elements(node).stream().flatMap(part -> leaves(part).stream()).toList()
        : List.of(node);
  }

  /// Of a list its elements, of anything else itself, of nothing none.
  private static List<JsonNode> elements(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).toList()
        : List.of(node);
  }
}
