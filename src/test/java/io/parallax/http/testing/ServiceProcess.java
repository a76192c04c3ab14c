package io.parallax.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The service in a process of its own, with the flags of the image: it ends at the first
/// OutOfMemoryError.
public final class ServiceProcess implements AutoCloseable {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts it with the smallest heap it is for and waits until it takes requests.
  public static ServiceProcess small(String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of("--parallax.limits.memory=256MB"));
    all.addAll(List.of(settings));
    return start("128m", all);
  }

  /// Starts it and waits until it takes requests.
  public static ServiceProcess start(String heap, List<String> settings) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "io.parallax.ParallaxApplication",
                "--server.port=0"));
    command.addAll(settings);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = words.readLine();
    while (line != null) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        Thread.ofVirtual().start(() -> words.lines().forEach(_ -> {}));
        return new ServiceProcess(process, Integer.parseInt(requireNonNull(started.group(1))));
      }
      line = words.readLine();
    }
    throw new IOException("the service did not start");
  }

  public int port() {
    return port;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Threads of the process, as the operating system counts them.
  public long threads() {
    try (var tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      return tasks.count();
    } catch (IOException gone) {
      return 0;
    }
  }

  /// Threads that carry virtual threads.
  public long carriers() throws IOException, InterruptedException {
    return jcmd("Thread.print")
        .lines()
        .filter(line -> line.startsWith("\"ForkJoinPool-1-worker"))
        .count();
  }

  /// Mappings of the process's memory.
  public long mappings() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/maps"))) {
      return lines.count();
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  public double residentMebibytes() throws IOException {
    return mebibytes("VmRSS:");
  }

  /// The resident memory without the pages of files.
  public double ownMebibytes() throws IOException {
    return mebibytes("RssAnon:") + mebibytes("RssShmem:");
  }

  private double mebibytes(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  /// The heap in use after a collection, in MB.
  public double heapMegabytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
    return used.find() ? Double.parseDouble(requireNonNull(used.group(1))) * 1.024e-3 : Double.NaN;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    tool.waitFor();
    return said;
  }

  /// The status of the answer to a request; 0 when there is none.
  public int post(String path, String body) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public int get(String path, String header, String value) throws InterruptedException {
    return send(HttpRequest.newBuilder(address(path)).header(header, value).GET());
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private int send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<Void> answer =
          http.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding());
      return answer.statusCode();
    } catch (IOException noAnswer) {
      return 0;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.destroyForcibly();
  }
}
