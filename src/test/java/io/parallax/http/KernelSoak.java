package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.ExpressionFlood;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Twenty thousand different expressions from eight clients, each compiled, and freed again for
/// others: the process must not grow. Clients and service are one process, whose heap is resident
/// from the start (profile `soak`), so that what grows is native memory. Run by `./mvnw -Psoak
/// verify`.
@OnTheService
class KernelSoak extends OverHttp {
  private static final Logger LOG = LoggerFactory.getLogger(KernelSoak.class);

  private static final int EXPRESSIONS = 20_000;
  private static final int SAMPLED_EVERY = 1_000;

  /// Until then kernels are kept, and the JVM still compiles itself.
  private static final int SETTLED = 8_000;

  /// Growth, by the line through the samples, from there to the end. A kernel takes some 20 KiB: if
  /// they were not freed it would be 200 MiB.
  private static final double MOST_GROWTH_MIB = 12;

  KernelSoak(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void theProcessDoesNotGrow() throws Exception {
    long startNanos = System.nanoTime();
    List<String> errors = new ArrayList<>();
    List<Double> settled = new ArrayList<>();
    try (ExpressionFlood flood = new ExpressionFlood(port())) {
      for (int sent = SAMPLED_EVERY; sent <= EXPRESSIONS; sent += SAMPLED_EVERY) {
        errors.addAll(flood.send(sent - SAMPLED_EVERY, sent));
        double mebibytes = residentMebibytes();
        LOG.info("{}: {} MiB resident, {} live", sent, mebibytes, metric("live", "VALUE"));
        if (sent >= SETTLED) {
          settled.add(mebibytes);
        }
      }
    }
    double growth = slope(settled) * (settled.size() - 1);
    double compiled = metric("compiled", "COUNT");
    double evicted = metric("evicted", "COUNT");
    LOG.info(
        "Soak: {} expressions, {} clients, {} s; resident {} MiB after {}, {} MiB at the end,"
            + " growth by the fitted line {} MiB; {} compilations, {} evictions, {} errors",
        EXPRESSIONS,
        ExpressionFlood.CLIENTS,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos),
        Math.round(settled.getFirst()),
        SETTLED,
        Math.round(settled.getLast()),
        Math.round(growth),
        Math.round(compiled),
        Math.round(evicted),
        errors.size());
    assertThat(errors).isEmpty();
    assertThat(growth).isLessThan(MOST_GROWTH_MIB);
    assertThat(compiled).isGreaterThanOrEqualTo(EXPRESSIONS);
    assertThat(evicted).isGreaterThan(EXPRESSIONS / 2.0);
  }

  /// Of the least-squares line through values at 0, 1, 2, …
  private static double slope(List<Double> values) {
    double middle = (values.size() - 1) / 2.0;
    double covariance = 0;
    double variance = 0;
    for (int at = 0; at < values.size(); at++) {
      covariance += (at - middle) * values.get(at);
      variance += (at - middle) * (at - middle);
    }
    return covariance / variance;
  }

  private static double residentMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  private double metric(String name, String statistic) {
    return get("/actuator/metrics/parallax.kernels." + name)
        .extract()
        .jsonPath()
        .getDouble("measurements.find { it.statistic == '" + statistic + "' }.value");
  }
}
