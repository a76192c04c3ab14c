package io.parallax.executor.compiler;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a compiler process is told when it is started, as the arguments of its main class.
///
/// @param parent the service's process
/// @param memoryBytes that it may take beyond what it has when it is ready
/// @param library LLVM's
/// @param version the service's
/// @param objectCount of objects in the folder
/// @param objects a folder that keeps compiled kernels; empty: none does
public record CompilerAssignment(
    long parent,
    long memoryBytes,
    Path library,
    String version,
    int objectCount,
    Optional<Path> objects) {
  private static final int LEAST = 5;

  /// As [#of] reads them.
  public List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                Long.toString(parent),
                Long.toString(memoryBytes),
                library.toString(),
                version,
                Integer.toString(objectCount)));
    objects.ifPresent(folder -> arguments.add(folder.toString()));
    return arguments;
  }

  /// Reads [#arguments].
  public static CompilerAssignment of(String... arguments) {
    return new CompilerAssignment(
        Long.parseLong(arguments[0]),
        Long.parseLong(arguments[1]),
        Path.of(arguments[2]),
        arguments[3],
        Integer.parseInt(arguments[4]),
        arguments.length > LEAST ? Optional.of(Path.of(arguments[LEAST])) : Optional.empty());
  }
}
