package io.parallax.executor.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that reads what a worker writes to standard error, until it ends.
final class Attendant {
  private static final Logger LOG = LoggerFactory.getLogger(Attendant.class);
  private static final int MAX_LINES = 12;

  /// What every JVM with the Vector API says.
  private static final String INCUBATOR = "WARNING: Using incubator modules";

  private Attendant() {}

  /// What is known when a process has ended.
  ///
  /// @param exitCode 128 and the signal's number when one ended it
  /// @param lines the beginning of what it wrote
  record LastWords(int exitCode, List<String> lines) {
    String text(String verdict) {
      String cause = verdict.isEmpty() ? "exit code " + exitCode : verdict;
      return lines.isEmpty() ? cause : cause + "; it wrote: " + String.join(" | ", lines);
    }
  }

  /// @param ended called once the process is gone
  static void start(Worker worker, Consumer<LastWords> ended) {
    Thread.ofPlatform()
        .daemon()
        .name("worker-attendant")
        .start(
            () -> {
              List<String> lines = read(worker);
              ended.accept(new LastWords(worker.awaitEnd(), lines));
            });
  }

  private static List<String> read(Worker worker) {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(worker.process().getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        LOG.debug("Worker {}: {}", worker.pid(), line);
        if (lines.size() < MAX_LINES && !line.startsWith(INCUBATOR)) {
          lines.add(line);
        }
      }
    } catch (IOException gone) {
      LOG.debug("Worker {}", worker.pid(), gone);
    }
    return lines;
  }
}
