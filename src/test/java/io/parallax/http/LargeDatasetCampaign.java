package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import io.parallax.http.testing.ServiceProcess;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dataset that is larger than the memory a service may take: a column of uniform numbers, made
/// by a generator, then a sum, a count, a quantile and a new column of it, with a heap of 512 MB
/// and a budget of 1 GiB. Says how long each takes beside reading the file, and what memory the
/// process itself holds afterwards, as a table in `target/large-dataset.md`.
///
/// System properties: `datasets.rows` (a thousand million) and `datasets.folder`, on whose disk
/// there is room for 2.1 times the column.
class LargeDatasetCampaign {
  private static final long ROWS = Long.getLong("datasets.rows", 1_000_000_000L);
  private static final int REPETITIONS = 3;

  /// What the process may hold besides the pages of files.
  private static final double MOST_OWN_MEBIBYTES = 512 + 1_024;

  private final List<String> table =
      new ArrayList<>(
          List.of(
              "| request | median (s) | of reading the file | own memory (MiB) |",
              "|---|---:|---:|---:|"));

  @Test
  void columnsLargerThanTheMemoryAreComputedOn(@TempDir Path temporary) throws Exception {
    Path folder = Path.of(System.getProperty("datasets.folder", temporary.toString()));
    try (ServiceProcess service =
        ServiceProcess.start(
            "512m",
            List.of(
                "--parallax.limits.memory=1GB",
                "--parallax.datasets.folder=" + folder,
                "--parallax.datasets.quota=40GB"))) {
      RestAssured.port = service.port();
      long startNanos = System.nanoTime();
      String id =
          post(
                  "/v1/datasets",
                  """
                  {"inputs": {"x": {"random": {"distribution": "uniform", "seed": 1, "shape": [%d]}}}}
                  """
                      .formatted(ROWS))
              .getString("id");
      row("upload of a generator", System.nanoTime() - startNanos, 0, service);
      double reading = reading(folder);
      row("reading the file", (long) reading, reading, service);

      JsonPath sum = measured("reduce", "'reductions': {'v': 'sum(x)'}", id, reading, service);
      assertThat(sum.getDouble("results.v.values") / ROWS).isBetween(0.499, 0.501);
      JsonPath count =
          measured("filter", "'predicate': 'x < 0.25', 'return': 'count'", id, reading, service);
      assertThat(count.getDouble("matched") / ROWS).isBetween(0.249, 0.251);
      JsonPath quantile =
          measured("reduce", "'reductions': {'v': 'quantile(x, 0.9)'}", id, reading, service);
      assertThat(quantile.getDouble("results.v.values")).isBetween(0.899, 0.901);
      JsonPath kept =
          measured(
              "evaluate",
              "'expression': '2 * x + 1', 'output': {'values': 'dataset'}",
              id,
              reading,
              service);
      String twice = kept.getString("result.dataset.id");
      JsonPath again =
          measured("reduce", "'reductions': {'v': 'mean(x)'}", twice, reading, service);
      assertThat(again.getDouble("results.v.values")).isBetween(1.999, 2.001);
    } finally {
      Files.write(Path.of("target", "large-dataset.md"), table);
    }
  }

  private JsonPath measured(
      String operation, String rest, String id, double reading, ServiceProcess service)
      throws IOException {
    String body =
        "{'inputs': {'x': {'dataset': '%s'}}, 'options': {'timeoutMs': 300000}, %s}"
            .formatted(id, rest)
            .replace('\'', '"');
    double[] nanos = new double[operation.equals("evaluate") ? 1 : REPETITIONS];
    JsonPath answer = JsonPath.from("{}");
    for (int round = 0; round < nanos.length; round++) {
      long startNanos = System.nanoTime();
      answer = post("/v1/" + operation, body);
      nanos[round] = System.nanoTime() - startNanos;
    }
    Arrays.sort(nanos);
    row(rest.replace('\'', ' '), (long) nanos[nanos.length / 2], reading, service);
    return answer;
  }

  private static JsonPath post(String path, String body) {
    return RestAssured.given()
        .header("Cache-Control", "no-cache")
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(oneOf(200, 201))
        .extract()
        .jsonPath();
  }

  private void row(String name, long nanos, double reading, ServiceProcess service)
      throws IOException {
    double own = service.ownMebibytes();
    table.add(
        "| %s | %.2f | %s | %.0f |"
            .formatted(
                name.strip(),
                nanos / 1e9,
                reading == 0 ? "" : String.format(Locale.ROOT, "%.2f", nanos / reading),
                own));
    assertThat(own).isLessThan(MOST_OWN_MEBIBYTES);
  }

  /// The median time in which one thread reads the column from the page cache, in nanoseconds.
  private static double reading(Path folder) throws IOException {
    Path column;
    try (Stream<Path> files = Files.list(folder.resolve("columns"))) {
      column = files.findFirst().orElseThrow();
    }
    assertThat(Files.size(column)).isEqualTo(ROWS * Double.BYTES);
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    double[] nanos = new double[REPETITIONS];
    for (int round = 0; round < nanos.length; round++) {
      long startNanos = System.nanoTime();
      try (FileChannel channel = FileChannel.open(column)) {
        while (channel.read(buffer.clear()) >= 0) {}
      }
      nanos[round] = System.nanoTime() - startNanos;
    }
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }
}
