package io.parallax.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A service that stores datasets in a folder and is killed meanwhile, again and again.
///
/// A dataset is a column `x` of int64 that follows from a seed: the seed, and then three times the
/// sum of seed and row.
public final class KilledService {
  private static final int ROWS = 500_000;
  private static final int CLIENTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final AtomicLong seeds = new AtomicLong();

  /// The ids that were answered, each with its seed.
  private final Map<String, Long> complete = new ConcurrentHashMap<>();

  /// Answers that there must not be.
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

  public KilledService(Path folder) {
    this.folder = folder;
  }

  /// How datasets come.
  public enum Kind {
    UPLOAD(201, "id"),
    EVALUATE(200, "result.dataset.id");

    private final int status;
    private final String id;

    /// @param id where the answer has the dataset's id
    Kind(int status, String id) {
      this.status = status;
      this.id = id;
    }
  }

  private ServiceProcess start() throws IOException {
    return ServiceProcess.small(
        "--parallax.datasets.folder=" + folder,
        "--parallax.datasets.quota=4GB",
        "--parallax.processes.ahead=false");
  }

  /// Starts the service, has three clients store datasets, and kills it a while after the first
  /// dataset was answered.
  public void kill(Kind kind, Duration after) throws IOException, InterruptedException {
    int before = complete.size();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<Thread> clients = new ArrayList<>();
      try (ServiceProcess service = start()) {
        for (int number = 0; number < CLIENTS; number++) {
          clients.add(Thread.ofVirtual().start(() -> storeUntilKilled(client, service, kind)));
        }
        while (complete.size() == before && clients.stream().allMatch(Thread::isAlive)) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
        long end = System.nanoTime() + after.toNanos();
        while (System.nanoTime() < end) {
          LockSupport.parkNanos(end - System.nanoTime());
        }
      }
      for (Thread each : clients) {
        each.join();
      }
    }
    assertThat(refusals).isEmpty();
    assertThat(complete).hasSizeGreaterThan(before);
  }

  private void storeUntilKilled(HttpClient client, ServiceProcess service, Kind kind) {
    try {
      while (true) {
        long seed = seeds.incrementAndGet();
        HttpResponse<String> answer =
            client.send(
                switch (kind) {
                  case UPLOAD -> upload(service, seed);
                  case EVALUATE -> evaluate(service, seed);
                },
                BodyHandlers.ofString());
        if (answer.statusCode() != kind.status) {
          refusals.add(answer.statusCode() + " " + answer.body());
          return;
        }
        complete.put(new JsonPath(answer.body()).getString(kind.id), seed);
      }
    } catch (IOException | InterruptedException killed) {
      // What was not answered may be stored or not.
    }
  }

  private static HttpRequest upload(ServiceProcess service, long seed) {
    ByteBuffer bytes = ByteBuffer.allocate(ROWS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long row = 0; row < ROWS; row++) {
      bytes.putLong(value(seed, row));
    }
    return request(service, "/v1/datasets")
        .header("Content-Type", "application/octet-stream; dtype=int64")
        .POST(BodyPublishers.ofByteArray(bytes.array()))
        .build();
  }

  private static HttpRequest evaluate(ServiceProcess service, long seed) {
    String body =
        """
        {"expression": "where(row == 0, seed, (row + seed) * 3)",
         "inputs": {"row": {"range": {"stop": %d}}, "seed": {"dtype": "int64", "values": %d}},
         "output": {"values": "dataset"}}
        """
            .formatted(ROWS, seed);
    return request(service, "/v1/evaluate")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body, UTF_8))
        .build();
  }

  private static HttpRequest.Builder request(ServiceProcess service, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
        .timeout(PATIENCE);
  }

  private static long value(long seed, long row) {
    return row == 0 ? seed : (row + seed) * 3;
  }

  /// Starts the service once more and checks that every dataset that was answered is there, that
  /// every dataset has the elements of one seed, and that the folder holds nothing else. Deletes
  /// the datasets.
  public void verify() throws IOException, InterruptedException {
    try (ServiceProcess service = start();
        HttpClient client = HttpClient.newHttpClient()) {
      JsonPath page =
          new JsonPath(text(client, request(service, "/v1/datasets?limit=1000").GET().build()));
      Map<String, Long> found = new HashMap<>();
      for (String id : page.<String>getList("datasets.id")) {
        found.put(id, seed(client, service, id));
      }
      assertThat(found).containsAllEntriesOf(complete);
      requireNoLeftovers(found.size());
      for (String id : found.keySet()) {
        client.send(
            request(service, "/v1/datasets/" + id).DELETE().build(), BodyHandlers.discarding());
      }
      complete.clear();
      requireNoLeftovers(0);
    }
  }

  /// The seed of which a dataset has every element.
  private static long seed(HttpClient client, ServiceProcess service, String id)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            request(service, "/v1/datasets/" + id + "/data")
                .header("Accept", "application/octet-stream")
                .GET()
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    ByteBuffer bytes = ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.remaining()).isEqualTo(ROWS * Long.BYTES);
    long seed = bytes.getLong(0);
    for (int row = 0; row < ROWS; row++) {
      if (bytes.getLong(row * Long.BYTES) != value(seed, row)) {
        throw new AssertionError("row %d of %s is wrong".formatted(row, id));
      }
    }
    return seed;
  }

  private static String text(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private void requireNoLeftovers(int datasets) throws IOException {
    assertThat(names("sets")).hasSize(datasets);
    assertThat(names("columns")).hasSize(datasets);
    assertThat(names("incoming")).hasSize(1);
    String instance = "incoming/" + names("incoming").iterator().next();
    assertThat(names(instance)).containsExactly("owner", "promised");
  }

  private Set<String> names(String part) throws IOException {
    try (var files = Files.list(folder.resolve(part))) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }
}
