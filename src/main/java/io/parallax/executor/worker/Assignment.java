package io.parallax.executor.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The settings that a worker receives when it is started, as the arguments of its main class.
///
/// @param memory the file of the shared memory
/// @param memoryBytes the length of the shared memory
/// @param pulseOffset the offset of the worker's [Heartbeat] in the shared memory
/// @param parent the process id of the service
/// @param warmUp how long the worker runs loops in the background so that they get compiled
public record Assignment(
    Path memory, long memoryBytes, long pulseOffset, long parent, Duration warmUp) {
  /// The arguments that [#of] reads.
  public List<String> arguments() {
    return List.of(
        memory.toString(),
        Long.toString(memoryBytes),
        Long.toString(pulseOffset),
        Long.toString(parent),
        Long.toString(warmUp.toMillis()));
  }

  /// Reads the arguments that [#arguments] returns.
  public static Assignment of(String... arguments) {
    return new Assignment(
        Path.of(arguments[0]),
        Long.parseLong(arguments[1]),
        Long.parseLong(arguments[2]),
        Long.parseLong(arguments[3]),
        Duration.ofMillis(Long.parseLong(arguments[4])));
  }
}
