package io.parallax.http.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parallax.ParallaxApplication;
import io.parallax.executor.testing.Signals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// Two instances behind [Nginx], restarted in turn under load. An orchestrator asks the instance
/// that stops whether it is ready, and takes it out when it is not.
public final class RollingRestarts {
  private static final int CLIENTS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PROBE = Duration.ofMillis(500);
  private static final String DRAIN = "3s";
  private static final String SMALL = "{\"expression\": \"1 + 1\"}";
  private static final String LARGE =
      "{\"expression\": \"sum(x)\", \"inputs\": {\"x\": [%s]}}"
          .formatted(
              IntStream.range(0, 60_000).mapToObj(_ -> "1.5").collect(Collectors.joining(",")));

  private final Path folder;
  private final int restarts;
  private final List<Integer> ports = List.of(Nginx.freePort(), Nginx.freePort());
  private final Process[] services = new Process[2];
  private final AtomicInteger answered = new AtomicInteger();
  private final Map<String, Integer> failed = new ConcurrentHashMap<>();
  private volatile boolean done;

  /// @param folder for nginx and for what the services write
  public RollingRestarts(Path folder, int restarts) throws IOException {
    this.folder = folder;
    this.restarts = restarts;
  }

  /// Does it.
  ///
  /// @return how many requests were answered and what became of the others
  public Outcome run() throws Exception {
    List<Future<?>> clients = new ArrayList<>();
    try (Nginx nginx = new Nginx(folder, ports);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int service = 0; service < services.length; service++) {
        services[service] = start(ports.get(service));
      }
      ports.forEach(RollingRestarts::awaitAlive);
      for (int client = 0; client < CLIENTS; client++) {
        String body = client % 2 == 0 ? SMALL : LARGE;
        clients.add(threads.submit(() -> send(nginx.port(), body)));
      }
      for (int restart = 0; restart < restarts; restart++) {
        restart(nginx, restart % services.length);
      }
      done = true;
      for (Future<?> client : clients) {
        client.get();
      }
      return new Outcome(answered.get(), new TreeMap<>(failed));
    } finally {
      done = true;
      for (Process service : services) {
        if (service != null) {
          service.destroyForcibly();
        }
      }
    }
  }

  /// What became of all requests.
  ///
  /// @param failed by what came instead of an answer, how often
  public record Outcome(int answered, Map<String, Integer> failed) {}

  private void restart(Nginx nginx, int service) throws Exception {
    int port = ports.get(service);
    Signals.send("TERM", services[service].pid());
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(PROBE)
        .until(() -> status(port, get("/actuator/health/readiness")) != 200);
    nginx.leaveOut(List.of(port));
    services[service].waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    services[service] = start(port);
    awaitAlive(port);
    nginx.leaveOut(List.of());
    // Some requests go to each before the next restart.
    int enough = answered.get() + 20 * CLIENTS;
    Awaitility.await().atMost(PATIENCE).until(() -> answered.get() >= enough);
  }

  private void send(int entry, String body) {
    String request = RawRequest.head("/v1/evaluate", body.length()) + body;
    while (!done) {
      String outcome;
      try {
        outcome = String.valueOf(status(entry, request));
      } catch (RuntimeException unexpected) {
        outcome = unexpected.toString();
      }
      if (outcome.equals("200")) {
        answered.incrementAndGet();
      } else {
        failed.merge(outcome, 1, Integer::sum);
      }
    }
  }

  /// The status of the answer; zero when there is none.
  private static int status(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new RawAnswer(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).status();
    } catch (IOException noAnswer) {
      return 0;
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  }

  private static void awaitAlive(int port) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(PROBE)
        .until(() -> status(port, get("/actuator/health/liveness")) == 200);
  }

  private Process start(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ParallaxApplication.class.getName(),
            "--server.port=" + port,
            "--parallax.http.drain=" + DRAIN,
            "--parallax.limits.memory=500MB",
            "--parallax.processes.workers=0")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(port + ".log").toFile()))
        .start();
  }
}
