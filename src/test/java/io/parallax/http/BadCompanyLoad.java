package io.parallax.http;

import io.parallax.http.testing.BadCompanyProcess;
import io.parallax.http.testing.BadCompanyProcess.Kind;
import io.parallax.http.testing.OpenLoop;
import io.parallax.http.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// What slow and greedy clients cost others, and what overload costs everybody, as a table in
/// `target/load.md`: tiny requests at a fixed rate, alone and in each company, and far more
/// requests than can be served. Service, measured clients and company are three processes. Each
/// round has a service of its own; the table has the medians, and below it every round.
///
/// `-Dload.rounds=1` for a quick look; `-Dload.port=8080` for a service that runs already.
public class BadCompanyLoad {
  private static final String TINY =
      "{\"expression\":\"a*2+1\",\"inputs\":{\"a\":[1,2,3,4,5,6,7,8,9,10]}}";
  private static final String MEDIUM =
      "{\"expression\":\"sum(x)\",\"inputs\":{\"x\":{\"range\":{\"stop\":400000}}}}";
  private static final int WARM_UP_REQUESTS = 60_000;
  private static final double QUIET_PER_SECOND = 1_000;
  private static final int QUIET_REQUESTS = 6_000;
  private static final int MOST_PER_SECOND = 1_000_000;

  private final Map<String, List<OpenLoop.Outcome>> outcomes = new LinkedHashMap<>();

  @Test
  void writesTheTable() throws InterruptedException, IOException {
    int rounds = Integer.getInteger("load.rounds", 3);
    Integer given = Integer.getInteger("load.port");
    for (int round = 0; round < rounds; round++) {
      if (given != null) {
        measure(given);
      } else {
        try (ServiceProcess service = ServiceProcess.start("1g", List.of())) {
          measure(service.port());
        }
      }
    }
    Files.write(Path.of("target", "load.md"), table());
  }

  private void measure(int port) throws InterruptedException, IOException {
    OpenLoop tiny = new OpenLoop(port, "/v1/evaluate", TINY);
    OpenLoop medium = new OpenLoop(port, "/v1/evaluate", MEDIUM);
    tiny.run(16, MOST_PER_SECOND, WARM_UP_REQUESTS);
    medium.run(16, MOST_PER_SECOND, WARM_UP_REQUESTS / 20);
    note("nobody", quiet(tiny));
    beside("4 slow bodies", tiny, port, Kind.BODIES, 4, 0);
    beside("16 slow bodies", tiny, port, Kind.BODIES, 16, 0);
    beside("200 slow bodies", tiny, port, Kind.BODIES, 200, 0);
    beside("2 000 slow headers", tiny, port, Kind.HEADERS, 2_000, 0);
    beside("4 slow readers", tiny, port, Kind.READERS, 4, 5_000_000);
    beside("200 slow readers", tiny, port, Kind.READERS, 200, 1_000_000);
    beside("4 large clients", tiny, port, Kind.LARGE, 4, 10_000_000);
    beside("16 large clients", tiny, port, Kind.LARGE, 16, 10_000_000);
    overload("tiny", tiny, 60_000);
    overload("medium", medium, 6_000);
  }

  private static OpenLoop.Outcome quiet(OpenLoop tiny) throws InterruptedException {
    return tiny.run(64, QUIET_PER_SECOND, QUIET_REQUESTS);
  }

  private void beside(String name, OpenLoop tiny, int port, Kind kind, int clients, int elements)
      throws InterruptedException, IOException {
    try (BadCompanyProcess _ = BadCompanyProcess.start(port, kind, clients, elements)) {
      note(name, quiet(tiny));
    }
  }

  /// The peak is what few connections get that never pause; then five times as many a second come.
  private void overload(String name, OpenLoop requests, int count) throws InterruptedException {
    OpenLoop.Outcome peak = requests.run(16, MOST_PER_SECOND, count);
    double peakPerSecond = peak.goodPerSecond();
    note(name + ", peak", peak);
    note(name + ", 70 % of it over 1 024", requests.run(1_024, 0.7 * peakPerSecond, count));
    note(name + ", five times it over 256", requests.run(256, 5 * peakPerSecond, count));
    note(name + ", five times it over 4 000", requests.run(4_000, 5 * peakPerSecond, count / 2));
  }

  private void note(String name, OpenLoop.Outcome outcome) {
    outcomes.computeIfAbsent(name, _ -> new ArrayList<>()).add(outcome);
    System.out.println(name + ": " + outcome);
  }

  private List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| beside | good a second | refused | failed | p50 ms | p99 ms | most ms |");
    lines.add("|---|---|---|---|---|---|---|");
    outcomes.forEach(
        (name, rounds) ->
            lines.add(
                "| %s | %.0f | %.0f | %.0f | %.2f | %.1f | %.1f |"
                    .formatted(
                        name,
                        median(rounds, OpenLoop.Outcome::goodPerSecond),
                        median(rounds, OpenLoop.Outcome::refused),
                        median(rounds, OpenLoop.Outcome::failed),
                        median(rounds, outcome -> outcome.milliseconds(0.5)),
                        median(rounds, outcome -> outcome.milliseconds(0.99)),
                        median(rounds, outcome -> outcome.milliseconds(1)))));
    outcomes.forEach(
        (name, rounds) -> rounds.forEach(round -> lines.add("    " + name + ": " + round)));
    return lines;
  }

  private static double median(
      List<OpenLoop.Outcome> rounds, ToDoubleFunction<OpenLoop.Outcome> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
  }
}
