package io.parallax.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The machine on which a benchmark ran.
///
/// @param processor its name, or its architecture where the operating system tells no name
/// @param cores that the service may use
/// @param java the version of the virtual machine
/// @param operatingSystem name and version
public record BenchmarkEnvironment(
    String processor, int cores, String java, String operatingSystem) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String NAME = "model name";

  /// This machine.
  static BenchmarkEnvironment here() {
    return new BenchmarkEnvironment(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String processorName() {
    String architecture = System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith(NAME))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException unknown) {
      return architecture;
    }
  }
}
