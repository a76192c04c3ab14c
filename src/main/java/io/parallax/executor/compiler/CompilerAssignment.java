package io.parallax.executor.compiler;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The settings that a compiler process receives when it is started, as the arguments of its main
/// class.
///
/// @param parent the process id of the service
/// @param memoryBytes bytes that the process may take beyond the memory it has when it is ready
/// @param library LLVM's shared library
/// @param version the service's version
/// @param objectCount the most objects in the folder
/// @param objects the folder that keeps compiled kernels; empty: no folder keeps them
public record CompilerAssignment(
    long parent,
    long memoryBytes,
    Path library,
    String version,
    int objectCount,
    Optional<Path> objects) {
  private static final int LEAST = 5;

  /// The arguments that [#of] reads.
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

  /// Reads the arguments that [#arguments] returns.
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
