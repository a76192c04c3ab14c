package io.parallax.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What slow and greedy clients cost others, and what overload costs everybody, as a table in
/// `target/load.md`: tiny requests at a fixed rate, alone and in each company, and far more
/// requests than can be served.
@OnTheService
class BadCompanyLoad extends OverHttp {
  private static final String TINY =
      "{\"expression\":\"a*2+1\",\"inputs\":{\"a\":[1,2,3,4,5,6,7,8,9,10]}}";
  private static final String MEDIUM =
      "{\"expression\":\"sum(x)\",\"inputs\":{\"x\":{\"range\":{\"stop\":400000}}}}";
  private static final int WARM_UP_REQUESTS = 60_000;
  private static final double QUIET_PER_SECOND = 1_000;
  private static final int QUIET_REQUESTS = 6_000;
  private static final int MOST_PER_SECOND = 1_000_000;

  BadCompanyLoad(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void writesTheTable() throws InterruptedException, IOException {
    List<String> lines = new ArrayList<>();
    table(port(), lines::add);
    Files.write(Path.of("target", "load.md"), lines);
  }

  /// Writes the table's lines, as they are known, for a service that runs.
  static void table(int port, Consumer<String> lines) throws InterruptedException {
    OpenLoop tiny = new OpenLoop(port, "/v1/evaluate", TINY);
    OpenLoop medium = new OpenLoop(port, "/v1/evaluate", MEDIUM);
    tiny.run(16, MOST_PER_SECOND, WARM_UP_REQUESTS);
    lines.accept("alone: " + quiet(tiny));
    beside(lines, tiny, "4 slow bodies", () -> BadCompany.slowBodies(port, 4));
    beside(lines, tiny, "16 slow bodies", () -> BadCompany.slowBodies(port, 16));
    beside(lines, tiny, "200 slow bodies", () -> BadCompany.slowBodies(port, 200));
    beside(lines, tiny, "2000 slow headers", () -> BadCompany.slowHeaders(port, 2_000));
    beside(lines, tiny, "4 slow readers", () -> BadCompany.slowReaders(port, 4, 5_000_000));
    beside(lines, tiny, "200 slow readers", () -> BadCompany.slowReaders(port, 200, 1_000_000));
    beside(lines, tiny, "4 large clients", () -> BadCompany.large(port, 4, 10_000_000));
    beside(lines, tiny, "16 large clients", () -> BadCompany.large(port, 16, 10_000_000));
    overload(lines, "tiny", tiny, 60_000);
    overload(lines, "medium", medium, 6_000);
  }

  private static OpenLoop.Outcome quiet(OpenLoop tiny) throws InterruptedException {
    return tiny.run(64, QUIET_PER_SECOND, QUIET_REQUESTS);
  }

  private static void beside(
      Consumer<String> lines, OpenLoop tiny, String name, Supplier<BadCompany> start)
      throws InterruptedException {
    try (BadCompany company = start.get()) {
      Eventually.holds(() -> company.begun() > 0);
      lines.accept("beside " + name + ": " + quiet(tiny));
    }
  }

  /// The peak is what few connections get that never pause; then five times as many a second come.
  private static void overload(Consumer<String> lines, String name, OpenLoop requests, int count)
      throws InterruptedException {
    OpenLoop.Outcome peak = requests.run(16, MOST_PER_SECOND, count);
    lines.accept(name + " at the peak: " + peak);
    lines.accept(
        name
            + " at 70 %, 1024 connections: "
            + requests.run(1_024, 0.7 * peak.goodPerSecond(), count));
    lines.accept(
        name
            + " at five times the peak, 256 connections: "
            + requests.run(256, 5 * peak.goodPerSecond(), count));
  }
}
