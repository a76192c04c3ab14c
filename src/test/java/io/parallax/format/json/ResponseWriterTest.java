package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Explanation;
import io.parallax.compute.ItemFailures;
import io.parallax.compute.Options;
import io.parallax.compute.Timings;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.SourcePosition;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.machinecode.CodeSource.Code;
import io.parallax.format.ExplainRequest.Show;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Detail;
import io.parallax.format.OutputOptions.Float32As;
import io.parallax.format.OutputOptions.Int64As;
import io.parallax.format.OutputOptions.Values;
import io.parallax.format.StoredArray;
import io.parallax.format.testing.JsonBodies;
import io.parallax.kernel.RoutineKernel;
import io.parallax.strategy.Decision;
import io.parallax.strategy.MachineCode.Shown;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseWriterTest {
  private static final Decision DECISION =
      new Decision(
          "sequential",
          1,
          "it is small",
          List.of(
              new Decision.Estimated("sequential", 1, 0.0123456),
              new Decision.Estimated(
                  "compiling", 2, 0.5, Optional.of(new Decision.Compilation(4.25, "not yet"))),
              new Decision.Rejected("native-kernels", "no \"libLLVM\" here")));
  private static final Timings TIMINGS =
      new Timings(1_234_567, 2_000, 0, 999, 501, 5_000_000_000L, 0);

  @RegisterExtension private final JsonBodies bodies = new JsonBodies();
  private final ResponseWriter writer = new ResponseWriter();
  private static final Evaluate EVALUATE = new Evaluate("x", Map.of(), Options.DEFAULT);

  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  @Test
  void writesAnEvaluation() throws IOException {
    NDArray array = bodies.array("[[1.0, -0.0], [\"NaN\", 1e300]]");

    Timings written =
        writer.write(
            EVALUATE, result(Map.of("result", array)), TIMINGS, OutputOptions.DEFAULT, answer);

    String encode = milliseconds(written.encodeNanos());
    String total = milliseconds(written.totalNanos());
    assertThat(written.encodeNanos()).isPositive();
    assertThat(text())
        .isEqualTo(
            "{\"result\":{\"dtype\":\"float64\",\"shape\":[2,2],\"values\":[1.0,-0.0,\"NaN\",1.0E300]},"
                + "\"execution\":{\"strategy\":\"sequential\",\"parallelism\":1,\"morsels\":4,\"peakBytes\":64,\"decision\":{\"executor\":\"sequential\",\"reason\":\"it"
                + " is small\",\"candidates\":["
                + "{\"executor\":\"sequential\",\"parallelism\":1,\"predictedMs\":0.012},{\"executor\":\"compiling\",\"parallelism\":2,\"predictedMs\":0.5,\"compileMs\":4.25,\"pending\":\"not"
                + " yet\"},{\"executor\":\"native-kernels\",\"rejected\":\"no \\\"libLLVM\\\""
                + " here\"}]}},"
                + "\"timings\":{\"unit\":\"ms\",\"decode\":1.235,\"plan\":0.002,\"generate\":0.0,\"queue\":0.001,"
                + "\"compile\":0.001,\"compute\":5000.0,\"encode\":"
                + encode
                + ",\"total\":"
                + total
                + "}}");
  }

  @Test
  void writesAFilter() throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("y", bodies.array("[1]"));
    arrays.put("x", bodies.array("[true]"));
    ComputeResult result =
        new ComputeResult(arrays, OptionalLong.of(1), OptionalLong.of(9), execution(), TIMINGS);

    writer.filter(result, TIMINGS, OutputOptions.DEFAULT, answer);

    assertThat(text())
        .startsWith(
            "{\"matched\":1,\"total\":9,\"results\":{"
                + "\"y\":{\"dtype\":\"int64\",\"shape\":[1],\"values\":[1]},"
                + "\"x\":{\"dtype\":\"bool\",\"shape\":[1],\"values\":[true]}},\"execution\":{");
  }

  @Test
  void writesAReduction() throws IOException {
    writer.reduce(
        result(Map.of("näme \"1\"", bodies.array("7"))), TIMINGS, OutputOptions.DEFAULT, answer);

    assertThat(text())
        .startsWith(
            "{\"results\":{\"näme \\\"1\\\"\":{\"dtype\":\"int64\",\"shape\":[],\"values\":7}},"
                + "\"execution\":{");
  }

  @Test
  void writesAMapping() throws IOException {
    NDArray squares = bodies.array("[1, 4]");

    writer.map(result(Map.of("result", squares)), TIMINGS, OutputOptions.DEFAULT, answer);

    assertThat(text())
        .startsWith(
            "{\"result\":{\"dtype\":\"int64\",\"shape\":[2],\"values\":[1,4]},\"execution\":{");
  }

  @Test
  void writesTheValuesOfAMappingAndTheItemsThatFailed() throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("result0", bodies.array("[1, 0]"));
    arrays.put("result1", bodies.array("[\"NaN\", 0.5]"));
    String functions = "def f(x):\n  return 1 // x, x";
    ComputeException reason =
        new ComputeException(ErrorCode.ARITHMETIC_FAULT, "division by zero at item [0, 1]")
            .at(new SourcePosition(functions, functions.indexOf("//")).inLines());
    ItemFailures failures =
        new ItemFailures(7, List.of(new ItemFailures.Item(List.of(0L, 1L), reason)));
    ComputeResult result =
        new ComputeResult(
            arrays,
            Map.of(),
            Map.of(),
            Optional.of(failures),
            OptionalLong.empty(),
            OptionalLong.empty(),
            new ComputeResult.Execution(
                DECISION,
                4,
                64,
                Optional.of(
                    new ComputeResult.Functions(
                        Optional.of(
                            new PlanExecutor.Items(RoutineKernel.Mode.LANES, 16, 2, 900))))),
            TIMINGS);

    writer.map(result, TIMINGS, OutputOptions.DEFAULT, answer);

    assertThat(text())
        .startsWith(
            "{\"results\":[{\"dtype\":\"int64\",\"shape\":[2],\"values\":[1,0]},"
                + "{\"dtype\":\"float64\",\"shape\":[2],\"values\":[\"NaN\",0.5]}],"
                + "\"failed\":7,\"failures\":[{\"index\":[0,1],"
                + "\"type\":\"/v1/problems/arithmetic-fault\","
                + "\"detail\":\"division by zero at item [0, 1]\","
                + "\"position\":{\"offset\":21,\"line\":2,\"column\":12,"
                + "\"caret\":\"  return 1 // x, x\\n           ^\"}}],\"execution\":{")
        .contains(
            "\"peakBytes\":64,\"mode\":\"lanes\",\"lanes\":16,\"tasks\":2,\"iterations\":900,");
    assertThat(FailureText.of(failures))
        .isEqualTo(
            "{\"failed\":7,\"failures\":[{\"index\":[0,1],"
                + "\"type\":\"/v1/problems/arithmetic-fault\","
                + "\"detail\":\"division by zero at item [0, 1]\","
                + "\"position\":{\"offset\":21,\"line\":2,\"column\":12}}]}");
  }

  private static final Explanation EXPLANATION =
      new Explanation(
          Map.of("/expression", "a + 1"),
          Map.of("a", new ArrayType(DataType.INT32, Shape.of(2, 3))),
          Set.of("a"),
          Map.of("result", new ArrayType(DataType.INT32, Shape.of(2, 3))),
          List.of(),
          "%0 = load a\n",
          12,
          128,
          Overflow.WRAP,
          DECISION);

  @Test
  void writesAnExplanation() throws IOException {
    writer.explain(EXPLANATION, Optional.empty(), Set.of(), answer);

    assertThat(text())
        .startsWith(
            "{\"canonical\":{\"/expression\":\"a + 1\"},"
                + "\"inputs\":{\"a\":{\"dtype\":\"int32\",\"shape\":[2,3],\"weak\":true}},"
                + "\"results\":{\"result\":{\"dtype\":\"int32\",\"shape\":[2,3]}},"
                + "\"overflow\":\"wrap\",\"program\":\"%0 = load a\\n\","
                + "\"cost\":{\"operationCount\":12.0,\"peakBytes\":128},"
                + "\"decision\":{\"executor\":\"sequential\",")
        .endsWith("}]}}");
  }

  @Test
  void writesTheCodeThatWasAskedFor() throws IOException {
    Shown code = new Shown("native", List.of(new Code("define", "vmulpd")), false);

    writer.explain(EXPLANATION, Optional.of(code), Set.of(Show.ASSEMBLY), answer);

    assertThat(text())
        .endsWith(
            "}]},\"code\":{\"executor\":\"native\",\"loops\":[{\"assembly\":\"vmulpd\"}],"
                + "\"truncated\":true}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "[];               ALL;     1; `dtype`:`float64`,`shape`:[0],`values`:[]",
        "[[], []];         ALL;     1; `dtype`:`float64`,`shape`:[2,0],`values`:[]",
        "[1, -2];          ALL;     0; `dtype`:`int64`,`shape`:[2],`values`:[1,-2]",
        "[1, 2];           NONE;    1; `dtype`:`int64`,`shape`:[2]",
        "[3, 1, 2];        SUMMARY; 2;"
            + " `dtype`:`int64`,`shape`:[3],`truncated`:true,`sample`:[3,1],`summary`:{`count`:3,`nanCount`:0,`min`:1,`max`:3,`mean`:2.0}",
        "[0.5, `NaN`, 2.5]; SUMMARY; 0;"
            + " `dtype`:`float64`,`shape`:[3],`truncated`:true,`sample`:[],`summary`:{`count`:3,`nanCount`:1,`min`:0.5,`max`:2.5,`mean`:1.5}",
        "[`NaN`];          SUMMARY; 9;"
            + " `dtype`:`float64`,`shape`:[1],`truncated`:false,`sample`:[`NaN`],`summary`:{`count`:1,`nanCount`:1}",
        "[`Infinity`, 1];  SUMMARY; 1;"
            + " `dtype`:`float64`,`shape`:[2],`truncated`:true,`sample`:[`Infinity`],`summary`:{`count`:2,`nanCount`:0,`min`:1.0,`max`:`Infinity`,`mean`:`Infinity`}",
        "[];               SUMMARY; 1;"
            + " `dtype`:`float64`,`shape`:[0],`truncated`:false,`sample`:[],`summary`:{`count`:0}",
        "[3, 1, 2];        SUMMARY; 3;"
            + " `dtype`:`int64`,`shape`:[3],`truncated`:false,`sample`:[3,1,2],`summary`:{`count`:3,`nanCount`:0,`min`:1,`max`:3,`mean`:2.0}",
        "[true, false];    SUMMARY; 1;"
            + " `dtype`:`bool`,`shape`:[2],`truncated`:true,`sample`:[true],`summary`:{`count`:2,`trueCount`:1}",
      })
  void writesWhatTheOptionsAskFor(String input, Values values, int sample, String fields)
      throws IOException {
    OutputOptions options = new OutputOptions(values, sample, Int64As.NUMBER);

    assertThat(written(bodies.array(input.replace('`', '"')), options))
        .isEqualTo("{" + fields.replace('`', '"') + "}");
  }

  @Test
  void writesInt64AsStringsOnRequest() throws IOException {
    NDArray array = bodies.array("[9223372036854775807, -5]");

    assertThat(written(array, new OutputOptions(Values.ALL, 0, Int64As.STRING)))
        .contains("\"values\":[\"9223372036854775807\",\"-5\"]");
    assertThat(written(array, new OutputOptions(Values.SUMMARY, 1, Int64As.STRING)))
        .contains("\"sample\":[\"9223372036854775807\"]")
        .contains("\"min\":\"-5\",\"max\":\"9223372036854775807\"");
    assertThat(
            written(
                bodies.array("{\"dtype\":\"int32\",\"values\":[5]}"),
                new OutputOptions(Values.ALL, 0, Int64As.STRING)))
        .contains("\"values\":[5]");
  }

  @Test
  void writesFloat32AsTheDoubleItIsOnRequest() throws IOException {
    NDArray array =
        bodies.array("{\"dtype\":\"float32\",\"values\":[0.1, 16777216, \"NaN\", \"-Infinity\"]}");

    assertThat(written(array, exactFloat32(Values.ALL)))
        .contains("\"values\":[0.10000000149011612,1.6777216E7,\"NaN\",\"-Infinity\"]");
    assertThat(
            written(
                bodies.array("{\"dtype\":\"float32\",\"values\":[0.1, 0.5]}"),
                exactFloat32(Values.SUMMARY)))
        .contains("\"sample\":[0.10000000149011612]")
        .contains("\"min\":0.10000000149011612,\"max\":0.5");
  }

  private static OutputOptions exactFloat32(Values values) {
    return new OutputOptions(
        values, 1, Int64As.NUMBER, Float32As.DOUBLE, Detail.FULL, Optional.empty());
  }

  @Test
  void writesTheShortestDigitsOfFloat32() throws IOException {
    NDArray array = bodies.array("{\"dtype\":\"float32\",\"values\":[0.1, 16777216, 1e-45]}");

    assertThat(written(array, OutputOptions.DEFAULT))
        .contains("\"values\":[0.1,1.6777216E7,1.4E-45]");
  }

  @Test
  void writesAllUpToALimitUnlessToldOtherwise() throws IOException {
    int most = Math.toIntExact(OutputOptions.MAX_AUTO_ELEMENTS);

    assertThat(written(bodies.array("[" + "1,".repeat(most - 1) + "1]"), OutputOptions.DEFAULT))
        .contains("\"values\":[1,")
        .doesNotContain("truncated");
    assertThat(written(bodies.array("[" + "1,".repeat(most) + "1]"), OutputOptions.DEFAULT))
        .isEqualTo(
            "{\"dtype\":\"int64\",\"shape\":[10001],\"truncated\":true,\"sample\":[1,1,1,1,1,1,1,1,1,1],"
                + "\"summary\":{\"count\":10001,\"nanCount\":0,\"min\":1,\"max\":1,\"mean\":1.0}}");
  }

  @Test
  void passesWhatTheStreamThrowsAndLeavesItOpen() {
    IOException broken = new IOException("connection reset");
    NDArray array = bodies.array("[" + "1,".repeat(9_000) + "1]");
    boolean[] closed = {false};
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int unit) throws IOException {
            throw broken;
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };

    assertThatThrownBy(
            () ->
                writer.write(
                    EVALUATE,
                    result(Map.of("result", array)),
                    TIMINGS,
                    OutputOptions.DEFAULT,
                    stream))
        .isSameAs(broken);
    assertThat(closed[0]).isFalse();
  }

  private String written(NDArray array, OutputOptions options) throws IOException {
    answer.reset();
    ComputeResult result =
        new ComputeResult(
            Map.of("result", array),
            Map.of(),
            options.summarizes(array.elementCount())
                ? Map.of("result", bodies.summary(array))
                : Map.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            execution(),
            TIMINGS);
    writer.write(EVALUATE, result, TIMINGS, options, answer);
    String whole = text();
    return whole.substring("{\"result\":".length(), whole.indexOf(",\"execution\":"));
  }

  private String text() {
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static ComputeResult result(Map<String, NDArray> arrays) {
    return new ComputeResult(
        arrays, OptionalLong.empty(), OptionalLong.empty(), execution(), TIMINGS);
  }

  private static ComputeResult.Execution execution() {
    return new ComputeResult.Execution(DECISION, 4, 64);
  }

  private static String milliseconds(long nanos) {
    return Double.toString(Math.round(nanos / 1e3) / 1e3);
  }

  @Test
  void writesColumnsInTheTypesThatHoldThem() throws IOException {
    Map<String, StoredArray> columns = new LinkedHashMap<>();
    String i2 = "{\"dtype\":\"int16\",\"shape\":[2,2],\"values\":[1,-2,3,-32768]}";
    String u4 = "{\"dtype\":\"uint32\",\"shape\":[2],\"values\":[0,4294967295]}";
    String f2 = "{\"dtype\":\"float16\",\"shape\":[2],\"values\":[0.5,\"-Infinity\"]}";
    columns.put("a", StoredArray.of(bodies.array(i2)));
    columns.put("b", StoredArray.of(bodies.array(u4)));
    columns.put("c", StoredArray.of(bodies.array(f2)));
    ByteArrayOutputStream written = new ByteArrayOutputStream();

    new ResponseWriter().write(columns, written);

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"columns\":{\"a\":" + i2 + ",\"b\":" + u4 + ",\"c\":" + f2 + "}}");
  }

  @Test
  void writesTheBytesOfNarrowElements() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();

    StoredArray.of(bodies.array("{\"dtype\":\"int16\",\"values\":[1,-2]}")).write(written);
    StoredArray.of(bodies.array("{\"dtype\":\"uint8\",\"values\":[255]}")).write(written);

    assertThat(written.toByteArray()).containsExactly(1, 0, -2, -1, -1);
  }
}
