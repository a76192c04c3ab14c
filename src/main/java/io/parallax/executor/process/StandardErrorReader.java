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

/// The thread that reads a process's standard error until the process ends.
public final class StandardErrorReader {
  private static final Logger LOG = LoggerFactory.getLogger(StandardErrorReader.class);
  private static final int MAX_LINES = 12;

  /// The beginning of each call in a Java stack trace.
  private static final String FRAME = "\tat ";

  /// The line that every JVM with the Vector API writes.
  private static final String INCUBATOR = "WARNING: Using incubator modules";

  private StandardErrorReader() {}

  /// The exit code and the first lines of standard error of a process that has ended.
  ///
  /// @param exitCode the exit code; 128 plus the signal's number when a signal ended the process
  /// @param lines the first lines of its standard error
  public record LastWords(int exitCode, List<String> lines) {
    public String text(String verdict) {
      String cause = verdict.isEmpty() ? "exit code " + exitCode : verdict;
      return lines.isEmpty() ? cause : cause + "; it wrote: " + String.join(" | ", lines);
    }

    /// The exit code or verdict and the first two lines that are no calls of a stack trace. A JVM
    /// that cannot start says why in two lines.
    String gist(String verdict) {
      List<String> first = lines.stream().filter(line -> !line.startsWith(FRAME)).limit(2).toList();
      return new LastWords(exitCode, first).text(verdict);
    }
  }

  /// Starts to read standard error, and reads until the process has ended.
  ///
  /// @param ended called when the process has ended
  /// @return done after `ended` has returned
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
