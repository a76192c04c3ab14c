package io.parallax.executor.process;

import io.parallax.executor.worker.Assignment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How a worker is started.
///
/// @param java the JVM
/// @param options its options
/// @param main the main class
public record WorkerCommand(Path java, List<String> options, String main) {
  private static final String LIBRARIES = "LD_LIBRARY_PATH";

  public WorkerCommand {
    options = List.copyOf(options);
  }

  /// Small and quick to start, and gone at the first sign of trouble.
  ///
  /// @param classPath where the worker's classes are
  public static WorkerCommand of(String classPath, String main, long heapBytes) {
    return new WorkerCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        List.of(
            "-Xmx" + heapBytes,
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            // Standard output carries replies; an error file would be left behind.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+ErrorFileToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath),
        main);
  }

  /// Starts a process.
  Process start(Assignment assignment) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    words.addAll(options);
    words.add(main);
    words.addAll(assignment.arguments());
    ProcessBuilder builder = new ProcessBuilder(words);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !name.equals(LIBRARIES));
    return builder.start();
  }
}
