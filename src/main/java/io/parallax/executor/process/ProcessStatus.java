package io.parallax.executor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Sizes that Linux reports of a process.
public final class ProcessStatus {
  /// Memory of the process's own.
  static final String RESIDENT = "RssAnon:";

  /// The process's address space.
  public static final String ADDRESSED = "VmSize:";

  private static final long KIB = 1024;

  private ProcessStatus() {}

  /// The size of the given name; 0 where the system does not report it.
  public static long bytes(long pid, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }
}
