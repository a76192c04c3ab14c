package io.parallax.executor.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command that starts a process with the service's own classes. The process gets
/// `LD_LIBRARY_PATH` of the service's environment, and no other variable.
///
/// @param java the JVM
/// @param options the JVM's options
/// @param main the main class
public record WorkerCommand(Path java, List<String> options, String main) {
  private static final String LIBRARIES = "LD_LIBRARY_PATH";

  public WorkerCommand {
    options = List.copyOf(options);
  }

  /// The command for a worker: a small JVM that starts quickly and ends at the first out-of-memory
  /// error.
  ///
  /// @param classPath the class path of the worker
  public static WorkerCommand of(String classPath, String main, long heapBytes) {
    return command(classPath, main, heapBytes, List.of("--add-modules", "jdk.incubator.vector"));
  }

  /// The command for a compiler process. Its JVM has the options of a worker, without the Vector
  /// API, with a large stack for LLVM, and with as few reserved addresses as possible, because its
  /// address space is limited.
  ///
  /// @param classPath the class path of the compiler process
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
                // Standard output carries replies; an error file would be left on the disk.
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
  /// @param arguments the arguments of the main class
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
