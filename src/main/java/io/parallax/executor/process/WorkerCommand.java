package io.parallax.executor.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How a process of the service's own classes is started.
///
/// @param java the JVM
/// @param options its options
/// @param main the main class
public record WorkerCommand(Path java, List<String> options, String main) {
  private static final String LIBRARIES = "LD_LIBRARY_PATH";

  public WorkerCommand {
    options = List.copyOf(options);
  }

  /// A worker: small and quick to start, and gone at the first sign of trouble.
  ///
  /// @param classPath where the worker's classes are
  public static WorkerCommand of(String classPath, String main, long heapBytes) {
    return command(classPath, main, heapBytes, List.of("--add-modules", "jdk.incubator.vector"));
  }

  /// A compiler process: as a worker, without the Vector API, with a stack for LLVM, and with as
  /// few reservations of addresses as can be, because its address space is limited.
  ///
  /// @param classPath where its classes are
  public static WorkerCommand ofCompiler(String classPath, String main, long heapBytes) {
    return command(
        classPath,
        main,
        heapBytes,
        List.of(
            "-Xss16m",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:CompressedClassSpaceSize=32m"));
  }

  private static WorkerCommand command(
      String classPath, String main, long heapBytes, List<String> more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx" + heapBytes,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                // Standard output carries replies; an error file would be left behind.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+ErrorFileToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED"));
    options.addAll(more);
    options.addAll(List.of("-cp", classPath));
    return new WorkerCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"), options, main);
  }

  /// Starts a process.
  ///
  /// @param arguments of the main class
  public Process start(List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    words.addAll(options);
    words.add(main);
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !name.equals(LIBRARIES));
    return builder.start();
  }
}
