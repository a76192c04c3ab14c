package io.parallax.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.function.Functions;
import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.bytecode.BytecodeEngine;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.kernel.testing.RoutineCase;
import io.parallax.kernel.testing.RoutineCut;
import io.parallax.kernel.testing.RoutineOutcome;
import io.parallax.kernel.testing.RoutineRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.Callables.Formal;
import io.parallax.lowering.testing.FunctionRequests;
import io.parallax.program.ItemFault;
import io.parallax.program.Program;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Random functions with what CPython computed for them beforehand: an oracle that shares no code
/// with the service. `corpus.py`, beside the corpus, made it.
class FunctionCorpusTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CORPUS = "/functions/corpus.jsonl";

  static Stream<RoutineEngine> engines() {
    return Stream.of(new RoutineInterpreter(), new BytecodeEngine());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyItemHasTheValuesOrTheFaultThatCPythonHas(RoutineEngine engine) {
    List<String> lines = lines();
    assertThat(lines).hasSizeGreaterThan(200);
    for (String line : lines) {
      check(JSON.readTree(line), engine);
    }
  }

  private static List<String> lines() {
    try (InputStream corpus =
        Objects.requireNonNull(FunctionCorpusTest.class.getResourceAsStream(CORPUS))) {
      return new String(corpus.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(JsonNode line, RoutineEngine engine) {
    String text = line.get("functions").asString();
    Overflow overflow = Overflow.valueOf(upper(line.get("overflow").asString()));
    Map<String, TestArray> inputs = inputs(text, line.get("inputs"));
    Program program =
        FunctionRequests.over(text, inputs)
            .with(new Conduct(overflow, line.get("maxIterations").asLong()))
            .collecting();
    RoutineOutcome outcome =
        new RoutineRunner(engine, RoutineCut.WHOLE)
            .run(new RoutineCase(line.get("seed").asString(), program, inputs));
    JsonNode items = line.get("items");
    for (int item = 0; item < items.size(); item++) {
      assertThat(shown(program, outcome, item, text))
          .as("seed %s, item %d of%n%s%s", line.get("seed"), item, text, line.get("inputs"))
          .isEqualTo(expected(items.get(item)));
    }
  }

  private static String upper(String name) {
    return name.equals("wrap") ? "WRAP" : "ERROR";
  }

  /// The inputs of a line. A parameter that its function does not use as an array is a number.
  private static Map<String, TestArray> inputs(String text, JsonNode inputs) {
    Functions functions = Functions.parse(text);
    List<Formal> formals = functions.parameters(functions.last()).orElseThrow();
    Map<String, TestArray> arrays = new LinkedHashMap<>();
    for (Formal formal : formals) {
      JsonNode values = inputs.get(formal.name());
      boolean unused = !formal.isArray() && formal.name().matches("[at]");
      arrays.put(formal.name(), unused ? TestArray.of(0L).reshaped() : array(values));
    }
    return arrays;
  }

  private static TestArray array(JsonNode values) {
    boolean rows = values.get(0).isArray();
    List<JsonNode> elements =
        values.valueStream().flatMap(each -> rows ? each.valueStream() : Stream.of(each)).toList();
    boolean floats = elements.getFirst().isString();
    Shape shape = rows ? Shape.of(values.size(), values.get(0).size()) : Shape.of(values.size());
    return TestArray.of(
        floats ? DataType.FLOAT64 : DataType.INT64,
        shape,
        LongStream.of(
            elements.stream()
                .mapToLong(
                    each ->
                        floats
                            ? Double.doubleToRawLongBits(number(each.asString()))
                            : each.asLong())
                .toArray()));
  }

  private static double number(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static String expected(JsonNode item) {
    if (item.has("fault")) {
      return item.get("fault").asString() + " in line " + item.get("line").asInt();
    }
    return item.get("values")
        .valueStream()
        .map(each -> each.isString() ? Double.toString(number(each.asString())) : each.toString())
        .toList()
        .toString();
  }

  private static String shown(Program program, RoutineOutcome outcome, int item, String text) {
    long code = outcome.result("failures").element(item).bits();
    if (code != ItemFault.NONE) {
      ItemFault fault = ItemFault.ofCode(code).orElseThrow();
      int origin = program.invocations().getFirst().origins().get(fault.origin());
      int offset = program.origins().get(origin).position().offset();
      long line = text.substring(0, offset).chars().filter(each -> each == '\n').count() + 1;
      return fault.fault().code().slug() + " in line " + line;
    }
    int results = outcome.results().size() - 1;
    return IntStream.range(0, results)
        .mapToObj(at -> outcome.result(results == 1 ? "result" : "result" + at).element(item))
        .map(FunctionCorpusTest::shown)
        .toList()
        .toString();
  }

  private static String shown(Scalar value) {
    return value.type().isFloating()
        ? Double.toString(value.asDouble())
        : Long.toString(value.bits());
  }
}
