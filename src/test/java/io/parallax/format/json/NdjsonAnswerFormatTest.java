package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Options;
import io.parallax.compute.Timings;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.OutputOptions;
import io.parallax.format.testing.JsonBodies;
import io.parallax.strategy.Decision;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NdjsonAnswerFormatTest {
  private static final ComputeResult.Execution EXECUTION =
      new ComputeResult.Execution(new Decision("sequential", 1, "it is small", List.of()), 4, 64);
  private static final Timings TIMINGS = new Timings(1, 2, 3, 4, 5, 6, 0);
  private static final ComputeRequest REQUEST =
      new ComputeRequest.Reduce(Map.of(), null, Map.of(), Options.DEFAULT);

  @RegisterExtension private final JsonBodies bodies = new JsonBodies();
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final Map<String, ComputeResult.Missing> missing = new LinkedHashMap<>();

  private String[] lines() throws IOException {
    ComputeResult result =
        new ComputeResult(
            arrays, missing, Map.of(), OptionalLong.of(3), OptionalLong.of(9), EXECUTION, TIMINGS);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    new NdjsonAnswerFormat().write(REQUEST, result, TIMINGS, OutputOptions.DEFAULT, written);
    String text = written.toString(StandardCharsets.UTF_8);
    assertThat(text).endsWith("}\n");
    return text.split("\n");
  }

  @Test
  void writesResultsThenChunksThenTheEnd() throws Exception {
    arrays.put("x", bodies.array("[[1, 2], [3, -1]]"));
    arrays.put("all", bodies.array("[true, false]"));

    String[] lines = lines();

    assertThat(lines).hasSize(4);
    assertThat(lines[0])
        .isEqualTo(
            "{\"results\":{\"x\":{\"dtype\":\"int64\",\"shape\":[2,2]},"
                + "\"all\":{\"dtype\":\"bool\",\"shape\":[2]}}}");
    assertThat(lines[1]).isEqualTo("{\"name\":\"x\",\"offset\":0,\"values\":[1,2,3,-1]}");
    assertThat(lines[2]).isEqualTo("{\"name\":\"all\",\"offset\":0,\"values\":[true,false]}");
    JsonPath end = JsonPath.from(lines[3]).setRootPath("end");
    assertThat(end.getString("status")).isEqualTo("complete");
    assertThat(end.getLong("count")).isEqualTo(6);
    assertThat(end.getLong("matched")).isEqualTo(3);
    assertThat(end.getLong("total")).isEqualTo(9);
    assertThat(end.getString("execution.strategy")).isEqualTo("sequential");
    assertThat(end.getDouble("timings.total")).isPositive();
    ByteBuffer elements = ByteBuffer.allocate(34).order(ByteOrder.LITTLE_ENDIAN);
    elements.putLong(1).putLong(2).putLong(3).putLong(-1).put((byte) 1).put((byte) 0);
    assertThat(end.getString("sha256"))
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(elements.array())));
  }

  @Test
  void cutsLongResultsIntoChunks() throws IOException {
    int count = 2 * NdjsonAnswerFormat.CHUNK_ELEMENTS + 1;
    StringBuilder values = new StringBuilder("[0");
    for (int index = 1; index < count; index++) {
      values.append(',').append(index);
    }
    arrays.put("x", bodies.array(values.append(']').toString()));

    String[] lines = lines();

    assertThat(lines).hasSize(5);
    List<Integer> read = new ArrayList<>();
    for (int line = 1; line < 4; line++) {
      assertThat(JsonPath.from(lines[line]).getInt("offset")).isEqualTo(read.size());
      read.addAll(JsonPath.from(lines[line]).getList("values", Integer.class));
    }
    assertThat(read).hasSize(count).isSorted().endsWith(count - 1);
  }

  @Test
  void saysWhyAResultHasNoValue() throws IOException {
    NDArray nothing = bodies.array("0");
    arrays.put("least", nothing);
    missing.put(
        "least",
        new ComputeResult.Missing(
            nothing.arrayType(), new ComputeException(ErrorCode.EMPTY_REDUCTION, "nothing there")));

    String[] lines = lines();

    assertThat(lines).hasSize(2);
    assertThat(lines[0])
        .isEqualTo(
            "{\"results\":{\"least\":{\"dtype\":\"int64\",\"shape\":[],\"values\":null,"
                + "\"note\":\"nothing there\"}}}");
    assertThat(JsonPath.from(lines[1]).getLong("end.count")).isZero();
  }
}
