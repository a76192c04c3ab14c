package io.parallax.executor.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that reads what a process writes to standard error, until it ends.
public final class StandardErrorReader {
  private static final Logger LOG = LoggerFactory.getLogger(StandardErrorReader.class);
  private static final int MAX_LINES = 12;

  /// How the lines of a stack trace begin.
  private static final String FRAME = "\tat ";

  /// What every JVM with the Vector API says.
  private static final String INCUBATOR = "WARNING: Using incubator modules";

  private StandardErrorReader() {}

  /// What is known when a process has ended.
  ///
  /// @param exitCode 128 and the signal's number when one ended it
  /// @param lines the beginning of what it wrote
  public record LastWords(int exitCode, List<String> lines) {
    public String text(String verdict) {
      String cause = verdict.isEmpty() ? "exit code " + exitCode : verdict;
      return lines.isEmpty() ? cause : cause + "; it wrote: " + String.join(" | ", lines);
    }

    /// The same with as much of what it wrote as says what happened: a JVM that cannot start needs
    /// two lines for that.
    String gist(String verdict) {
      List<String> first = lines.stream().filter(line -> !line.startsWith(FRAME)).limit(2).toList();
      return new LastWords(exitCode, first).text(verdict);
    }
  }

  /// Begins to read, and goes on until the process is gone.
  ///
  /// @param ended called then
  /// @return done after that call
  public static Future<LastWords> start(Process process, Consumer<LastWords> ended) {
    FutureTask<LastWords> attendance =
        new FutureTask<>(
            () -> {
              List<String> lines = read(process);
              LastWords last = new LastWords(process.waitFor(), lines);
              ended.accept(last);
              return last;
            });
    Thread.ofPlatform().daemon().name("process-attendant").start(attendance);
    return attendance;
  }

  private static List<String> read(Process process) {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        LOG.debug("Process {}: {}", process.pid(), line);
        if (lines.size() < MAX_LINES && !line.startsWith(INCUBATOR)) {
          lines.add(line);
        }
      }
    } catch (IOException gone) {
      LOG.debug("Process {}", process.pid(), gone);
    }
    return lines;
  }
}
