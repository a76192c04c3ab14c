package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeRequest.Returned;
import io.parallax.compute.Options;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ComputeOperation;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest.Show;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Detail;
import io.parallax.format.OutputOptions.Float32As;
import io.parallax.format.OutputOptions.Int64As;
import io.parallax.format.OutputOptions.Values;
import io.parallax.format.RequestBody;
import io.parallax.format.testing.JsonBodies;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
  @RegisterExtension private final JsonBodies bodies = new JsonBodies();

  @Test
  void readsAMapping() {
    Decoded decoded =
        bodies.map(
            """
            {"options": {"maxIterations": 1000000000000, "onError": "collect"},
             "functions": "def f(n):\\n  return n", "call": "f", "inputs": {"n": 3}}
            """);

    ComputeRequest.Mapping request = (ComputeRequest.Mapping) decoded.request();
    assertThat(request.functions()).isEqualTo("def f(n):\n  return n");
    assertThat(request.call()).isEqualTo("f");
    assertThat(request.inputs().keySet()).containsExactly("n");
    assertThat(request.options().maximumIterations()).isEqualTo(1_000_000_000_000L);
    assertThat(request.options().collectsFailures()).isTrue();
  }

  @Test
  void readsTheFunctionsOfEveryOperation() {
    assertThat(
            bodies
                .evaluate("{\"expression\": \"1\", \"functions\": \"def\"}")
                .request()
                .functions())
        .isEqualTo("def");
    assertThat(
            bodies.filter("{\"predicate\": \"1\", \"functions\": \"def\"}").request().functions())
        .isEqualTo("def");
    assertThat(
            bodies
                .reduce("{\"reductions\": {\"r\": \"1\"}, \"functions\": \"def\"}")
                .request()
                .functions())
        .isEqualTo("def");
    assertThat(bodies.explain("{\"map\": {\"functions\": \"def\"}}").request().operation())
        .isEqualTo("map");
    assertThat(bodies.evaluate("{\"expression\": \"1\"}").request().functions()).isEmpty();
  }

  @Test
  void readsAnEvaluationWithEveryField() {
    Decoded decoded =
        bodies.evaluate(
            """
            {"output": {"int64As": "string", "sample": 5, "values": "summary",
              "float32As": "double", "detail": "minimal", "dtype": "int8"},
             "options": {"timeoutMs": 5000, "parallelism": 2, "strategy": "sequential"},
             "inputs": {"b": [1, 2], "a": 3.5},
             "expression": "a + b"}
            """);

    ComputeRequest.Evaluate request = (ComputeRequest.Evaluate) decoded.request();
    assertThat(request.expression()).isEqualTo("a + b");
    assertThat(request.inputs().keySet()).containsExactly("b", "a");
    assertThat(request.options())
        .isEqualTo(
            new Options(
                Optional.of("sequential"), OptionalInt.of(2), Optional.of(Duration.ofSeconds(5))));
    assertThat(decoded.output())
        .isEqualTo(
            new OutputOptions(
                Values.SUMMARY,
                5,
                Int64As.STRING,
                Float32As.DOUBLE,
                Detail.MINIMAL,
                Optional.of(StorageType.INT8)));
  }

  @Test
  void readsAnEvaluationOfNothingButAnExpression() {
    Decoded decoded = bodies.evaluate("{\"expression\":\"1 + 1\"}");

    assertThat(decoded.request().inputs()).isEmpty();
    assertThat(decoded.request().options()).isEqualTo(Options.DEFAULT);
    assertThat(decoded.output()).isEqualTo(OutputOptions.DEFAULT);
  }

  @Test
  void takesTheStrategyAutoForNone() {
    Decoded decoded = bodies.evaluate("{\"expression\":\"1\",\"options\":{\"strategy\":\"auto\"}}");

    assertThat(decoded.request().options().strategy()).isEmpty();
  }

  @Test
  void readsAFilter() {
    Decoded decoded =
        bodies.filter(
            """
            {"predicate": "x < 50", "inputs": {"x": [1, 99]},
             "select": {"x": "x", "twice": "x*2"}, "return": "indices"}
            """);

    ComputeRequest.Filter request = JsonBodies.filterOf(decoded);
    assertThat(request.predicate()).isEqualTo("x < 50");
    assertThat(request.select().entrySet().toString()).isEqualTo("[x=x, twice=x*2]");
    assertThat(request.returned()).isEqualTo(Returned.INDICES);
  }

  @Test
  void filtersReturnValuesUnlessToldOtherwise() {
    ComputeRequest.Filter request = JsonBodies.filterOf(bodies.filter("{\"predicate\":\"true\"}"));

    assertThat(request.returned()).isEqualTo(Returned.VALUES);
    assertThat(request.select()).isEmpty();
  }

  @Test
  void readsAReduction() {
    Decoded decoded =
        bodies.reduce(
            """
            {"inputs": {"a": [1.0]}, "where": "a > 0", "reductions": {"total": "sum(a)"}}
            """);

    ComputeRequest.Reduce request = (ComputeRequest.Reduce) decoded.request();
    assertThat(request.where()).isEqualTo("a > 0");
    assertThat(request.reductions().toString()).isEqualTo("{total=sum(a)}");
  }

  @Test
  void takesFieldsThatAreNullForAbsent() {
    assertThat(
            bodies.evaluate(
                """
                {"expression": "1", "inputs": null, "options": {"strategy": null,
                 "parallelism": null, "timeoutMs": null, "isolation": null},
                 "output": {"values": null, "sample": null, "int64As": null,
                 "float32As": null, "detail": null}}
                """))
        .isEqualTo(bodies.evaluate("{\"expression\":\"1\"}"));
    assertThat(
            bodies.evaluate(
                "{\"expression\":\"1\",\"inputs\":{},\"options\":null,\"output\":null}"))
        .isEqualTo(bodies.evaluate("{\"expression\":\"1\"}"));
    assertThat(
            bodies.filter(
                """
                {"predicate": "true", "inputs": null, "select": null, "return": null,
                 "options": null, "output": null}
                """))
        .isEqualTo(bodies.filter("{\"predicate\":\"true\"}"));
    assertThat(
            bodies.reduce(
                """
                {"inputs": null, "where": null, "reductions": {"n": "1"}, "options": null,
                 "output": null}
                """))
        .isEqualTo(bodies.reduce("{\"reductions\":{\"n\":\"1\"}}"));
    assertThat(
            bodies.explain(
                """
                {"evaluate": {"expression": "1"}, "filter": null, "reduce": null, "show": null}
                """))
        .isEqualTo(bodies.explain("{\"evaluate\":{\"expression\":\"1\"}}"));
  }

  @Test
  void tellsOfAllWrongInputsAtOnce() {
    ComputeException refused =
        bodies.refusal(
            """
            {"inputs": {"a": [[1, 2], [3, [{}]]], "b": [1], "c": {"random": {"shape": [{}]}},
             "d": "text", "e": {"values": [1], "vlaues": [[2]]}, "f": 1}, "expression": "1"}
            """);

    assertThat(refused.pointer()).contains("/inputs/a/1/1");
    assertThat(refused.others())
        .extracting(other -> other.pointer().orElseThrow())
        .containsExactly("/inputs/c/random/shape/0", "/inputs/d", "/inputs/e/vlaues");
  }

  @Test
  void tellsOfWrongInputsRatherThanOfWhatComesLater() {
    assertThat(bodies.refusal("{\"inputs\": {\"a\": [{}], \"b\": [1, }").pointer())
        .contains("/inputs/a/0");
  }

  @Test
  void readsAnyOperationToExplain() {
    assertThat(bodies.explain("{\"evaluate\":{\"expression\":\"1\"}}").request())
        .isInstanceOf(ComputeRequest.Evaluate.class);
    assertThat(bodies.explain("{\"filter\":{\"predicate\":\"true\"}}").request())
        .isInstanceOf(ComputeRequest.Filter.class);
    assertThat(bodies.explain("{\"reduce\":{\"reductions\":{}}}").request())
        .isInstanceOf(ComputeRequest.Reduce.class);
  }

  @Test
  void readsWhatToShowBeforeOrAfterTheOperation() {
    assertThat(bodies.explain("{\"evaluate\":{\"expression\":\"1\"}}").show()).isEmpty();
    assertThat(
            bodies.explain("{\"show\":[\"ir\",\"ir\"],\"evaluate\":{\"expression\":\"1\"}}").show())
        .containsExactly(Show.IR);
    assertThat(
            bodies
                .explain("{\"filter\":{\"predicate\":\"true\"},\"show\":[\"assembly\",\"ir\"]}")
                .show())
        .containsExactlyInAnyOrder(Show.IR, Show.ASSEMBLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"ir\";    /show;   expected an array of \"ir\", \"assembly\", not \"ir\"",
        "[\"c\"];   /show/0; expected one of \"ir\", \"assembly\", not \"c\"",
        "[[]];      /show/0; expected one of \"ir\", \"assembly\", not an array",
        "[null];    /show/0; expected one of \"ir\", \"assembly\", not null"
      })
  void refusesToShowWhatThereIsNot(String show, String pointer, String detail) {
    ComputeException refused =
        catchThrowableOfType(
            ComputeException.class,
            () -> bodies.explain("{\"evaluate\":{\"expression\":\"1\"},\"show\":" + show + "}"));

    assertThat(refused.detail()).isEqualTo(detail);
    assertThat(refused.pointer()).contains(pointer);
  }

  @Test
  void locatesProblemsWithinAnExplainedBody() {
    ComputeException refused =
        catchThrowableOfType(
            ComputeException.class,
            () ->
                bodies.explain("{\"evaluate\":{\"expression\":\"a\",\"inputs\":{\"a\":[1,{}]}}}"));

    assertThat(refused.pointer()).contains("/evaluate/inputs/a/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"show\":[\"ir\"]}",
        "{\"evaluate\":{\"expression\":\"1\"},\"filter\":{\"predicate\":\"true\"}}",
      })
  void explainsExactlyOneOperation(String body) {
    assertThatThrownBy(() -> bodies.explain(body))
        .isInstanceOfSatisfying(
            ComputeException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{`expression`:5}; /expression; expected a string, not 5",
        "{`expression`:null}; ``; the field `expression` is missing (or name several in"
            + " `expressions`)",
        "{`inputs`:{}}; ``; the field `expression` is missing (or name several in `expressions`)",
        "{`expression`:`1`,`inputs`:[]}; /inputs; expected an object of names and values, not an"
            + " array",
        "{`expression`:`1`,`options`:{`parallelism`:0}}; /options/parallelism; expected an integer"
            + " from 1 to 2147483647, not 0",
        "{`expression`:`1`,`options`:{`parallelism`:1.0}}; /options/parallelism; expected an"
            + " integer from 1 to 2147483647, not 1.0",
        "{`expression`:`1`,`options`:{`timeoutMs`:99999999999999999999}}; /options/timeoutMs;"
            + " expected an integer from 1 to 2147483647, not 99999999999999999999",
        "{`expression`:`1`,`options`:{`strategy`:1}}; /options/strategy; expected a string, not 1",
        "{`expression`:`1`,`output`:{`sample`:1001}}; /output/sample; expected an integer from 0 to"
            + " 1000, not 1001",
        "{`expression`:`1`,`output`:{`values`:`some`}}; /output/values; expected one of `auto`,"
            + " `all`, `summary`, `none`, `dataset`, not `some`",
        "{`expression`:`1`,`output`:{`int64As`:true}}; /output/int64As; expected one of `number`,"
            + " `string`, not true",
        "{`expression`:`1`,`output`:`all`}; /output; expected an object with `values`, `sample`,"
            + " `int64As`, `float32As`, `detail`, `dtype`, not `all`",
      })
  void refusesFieldsOfTheWrongType(String body, String pointer, String detail) {
    ComputeException refused = bodies.refusal(body.replace('`', '"'));

    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(refused.pointer()).contains(pointer);
    assertThat(refused.detail()).isEqualTo(detail.replace('`', '"'));
  }

  @Test
  void refusesAnUnknownReturnOfAFilter() {
    assertThatThrownBy(() -> bodies.filter("{\"predicate\":\"true\",\"return\":\"VALUES\"}"))
        .hasMessageContaining("one of \"values\", \"indices\", \"mask\", \"count\"");
  }

  @Test
  void keepsElementsOfNarrowTypesNarrow() {
    for (int count : new int[] {1, 3, 100_000}) {
      String values = "[" + "7, ".repeat(count - 1) + "120]";
      for (StorageType type : StorageType.values()) {
        if (type != StorageType.BOOL) {
          NDArray array = bodies.array("{\"dtype\": \"" + type + "\", \"values\": " + values + "}");

          assertThat(array.arrayType()).isEqualTo(new ArrayType(type.held(), Shape.of(count)));
          assertThat(array.doubleAt(count - 1L)).isEqualTo(120);
          assertThat(array.doubleAt(0)).isEqualTo(count == 1 ? 120 : 7);
        }
      }
    }
  }

  @Test
  void tellsOfUnknownNamesBesideWrongInputs() {
    String body =
        """
        {"expression": "a + nope * b", "expressions": {"y": "(a"}, "let": {"c": "d + what"},
         "inputs": {"a": [[1], [2, 3]], "d": {"dtype": "int8", "values": [400]}, "b": [1]}}\
        """;

    ComputeException refused = bodies.refusal(body);

    assertThat(refused.pointer()).hasValue("/inputs/a/1");
    assertThat(refused.others())
        .extracting(other -> other.pointer().orElseThrow() + " " + other.code())
        .containsExactly(
            "/inputs/d/values/0 INVALID_INPUT",
            "/let/c UNKNOWN_NAME",
            "/expression UNKNOWN_NAME",
            "/expressions/y INVALID_SYNTAX");
  }

  @Test
  void suggestsTheNearestNameOfAnUnknownField() {
    ComputeException refused = bodies.refusal("{\"expresion\":\"1\"}");

    assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
    assertThat(refused.pointer()).contains("/expresion");
    assertThat(refused.detail())
        .isEqualTo(
            "there is no field \"expresion\" here; did you mean \"expression\"? The fields are"
                + " \"expression\", \"expressions\", \"let\", \"functions\", \"inputs\","
                + " \"options\", \"output\"");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{`expression`:`1`,`options`:{`timeout`:5}}; /options/timeout",
        "{`expression`:`1`,`a/b~c`:1}; /a~1b~0c",
        "{`expression`:`1`,``:1}; /",
        "{`expression`:`a`,`inputs`:{`a`:{`value`:1}}}; /inputs/a/value",
        "{`expression`:`a`,`inputs`:{`a`:{`random`:{`sead`:1}}}}; /inputs/a/random/sead",
      })
  void locatesUnknownFields(String body, String pointer) {
    ComputeException refused = bodies.refusal(body.replace('`', '"'));

    assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
    assertThat(refused.pointer()).contains(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{`expression`:`1`,`expression`:`1`}; /expression",
        "{`expression`:`1`,`inputs`:{`a~`:1,`b`:2,`a~`:1}}; /inputs/a~0",
        "{`expression`:`1`,`options`:{`timeoutMs`:1,`timeoutMs`:1}}; /options/timeoutMs",
        "{`expression`:`1`,`inputs`:{`a`:{`dtype`:`int64`,`dtype`:`int64`}}}; /inputs/a/dtype",
      })
  void refusesRepeatedFields(String body, String pointer) {
    ComputeException refused = bodies.refusal(body.replace('`', '"'));

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
    assertThat(refused.pointer()).contains(pointer);
    assertThat(refused.detail()).contains("twice").contains("line 1, column ");
  }

  @Test
  void refusesMoreInputsThanAllowedBeforeReadingTheNext() {
    String inputs =
        IntStream.rangeClosed(1, JsonBodies.MAX_NAMES)
            .mapToObj(number -> "\"a" + number + "\":1")
            .collect(Collectors.joining(","));

    assertThat(
            bodies
                .evaluate("{\"expression\":\"1\",\"inputs\":{" + inputs + "}}")
                .request()
                .inputs())
        .hasSize(JsonBodies.MAX_NAMES);
    ComputeException refused =
        bodies.refusal("{\"expression\":\"1\",\"inputs\":{" + inputs + ",\"more\":[<never read>");
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.pointer()).contains("/inputs/more");
  }

  @Test
  void countsAnExpressionAmongTheOthers() {
    String expressions =
        IntStream.rangeClosed(1, JsonBodies.MAX_NAMES)
            .mapToObj(number -> "\"a" + number + "\":\"1\"")
            .collect(Collectors.joining(",", "\"expressions\":{", "}"));

    bodies.evaluate("{" + expressions + "}");
    ComputeException refused = bodies.refusal("{\"expression\":\"1\"," + expressions + "}");
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.detail()).contains("more than 8 expressions");
    assertThat(bodies.refusal("{" + expressions.replace("}", ",\"b\":\"1\"}}")).detail())
        .isEqualTo("there are more than 8 expressions");
  }

  @Test
  void refusesNamesLongerThanAllowed() {
    String name = "n".repeat(JsonBodies.MAX_NAME_LENGTH);

    assertThat(
            bodies
                .evaluate("{\"expression\":\"1\",\"inputs\":{\"" + name + "\":1}}")
                .request()
                .inputs())
        .containsOnlyKeys(name);
    assertThat(bodies.refusal("{\"expression\":\"1\",\"inputs\":{\"" + name + "n\":1}}").code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void refusesArraysOfMoreElementsThanAllowed() {
    String most = "1,".repeat(JsonBodies.MAX_ELEMENTS - 1) + "1";

    assertThat(bodies.array("[" + most + "]").elementCount()).isEqualTo(JsonBodies.MAX_ELEMENTS);
    ComputeException refused = bodies.inputRefusal("[" + most + ",1]");
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.pointer()).contains("/inputs/a/" + JsonBodies.MAX_ELEMENTS);
  }

  @ParameterizedTest
  @CsvSource({"foo, foo", "expression=x*1000&foo=1, expression", "a=1&a=2, a"})
  void refusesAQueryBesideTheBody(String query, String name) {
    RequestReader reader = new RequestReader(JsonBodies.LIMITS);
    String advice =
        "the query has the parameter \"%s\", but the request is in the JSON body: remove the query"
            .formatted(name);
    try (Reservation reservation = new MemoryBudget(1 << 20).reserve(0)) {
      assertThatThrownBy(
              () ->
                  reader.read(
                      ComputeOperation.EVALUATE, body(query), reservation, JsonBodies.far()))
          .hasMessage(advice);
      assertThatThrownBy(() -> reader.explain(body(query), reservation, JsonBodies.far()))
          .hasMessage(advice);
    }
  }

  private static RequestBody body(String query) {
    byte[] json = "{\"expression\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    return new RequestBody(
        RequestReader.MEDIA_TYPE, Map.of(), query, new ByteArrayInputStream(json), json.length);
  }
}
