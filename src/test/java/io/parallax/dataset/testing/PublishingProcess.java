package io.parallax.dataset.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parallax.dataset.DatasetProperties;
import io.parallax.dataset.DatasetStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.unit.DataSize;

/// An instance in a process of its own, which stores and deletes datasets until it is killed.
public final class PublishingProcess implements AutoCloseable {
  private static final int KEPT = 6;

  private final Process process;
  private final BufferedReader words;
  private final Set<Long> complete = new HashSet<>();
  private final Set<Long> begun = new HashSet<>();

  private PublishingProcess(Process process) {
    this.process = process;
    this.words = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /// Starts it and waits until it has stored a dataset.
  ///
  /// @param first the seed of its first content
  public static PublishingProcess start(Path folder, long first, int rows) throws IOException {
    PublishingProcess started =
        new PublishingProcess(
            new ProcessBuilder(
                    List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublishingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(first),
                        Integer.toString(rows)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    String line = started.words.readLine();
    while (line != null && started.complete.isEmpty()) {
      started.hear(line);
      line = started.complete.isEmpty() ? started.words.readLine() : line;
    }
    if (line == null) {
      throw new IOException("the process ended");
    }
    return started;
  }

  /// Stores datasets, and deletes all but the last few.
  ///
  /// @param arguments folder, first seed, rows
  public static void main(String... arguments) {
    DatasetStore store =
        new DatasetStore(
            new DatasetProperties(
                Path.of(arguments[0]), DataSize.ofGigabytes(1), Duration.ofDays(1), 10_000, 4),
            Clock.systemUTC());
    int rows = Integer.parseInt(arguments[2]);
    Deque<String> ids = new ArrayDeque<>();
    Deque<Long> seeds = new ArrayDeque<>();
    for (long seed = Long.parseLong(arguments[1]); true; seed++) {
      say("begun", seed);
      ids.add(new Content(seed, rows).publish(store).dataset().id());
      seeds.add(seed);
      say("complete", seed);
      if (ids.size() > KEPT) {
        say("deleting", seeds.remove());
        store.delete(ids.remove());
      }
    }
  }

  private static void say(String word, long seed) {
    System.out.println(word + " " + seed);
    System.out.flush();
  }

  /// Takes note of a line, unless it is one of the log.
  private void hear(String line) {
    if (!line.matches("[a-z]+ \\d+")) {
      return;
    }
    String[] said = line.split(" ", 2);
    long seed = Long.parseLong(said[1]);
    switch (said[0]) {
      case "begun" -> begun.add(seed);
      case "complete" -> complete.add(seed);
      case "deleting" -> complete.remove(seed);
      default -> throw new IllegalStateException(line);
    }
  }

  /// Kills it after a while, and hears what it said before.
  public void kill(Duration after) throws IOException {
    long end = System.nanoTime() + after.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    // Process#destroyForcibly would close the stream, with what was said and not yet heard.
    boolean _ = process.toHandle().destroyForcibly();
    process.onExit().join();
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      hear(line);
    }
  }

  /// The seeds that were complete and not about to be deleted.
  public Set<Long> complete() {
    return complete;
  }

  /// The seeds that were begun, complete or not, deleted or not.
  public Set<Long> begun() {
    return begun;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
