package io.parallax.executor.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a worker is told when it is started, as the arguments of its main class.
///
/// @param memory the shared memory's file
/// @param memoryBytes its length
/// @param pulseOffset where in it the worker's [Heartbeat] is
/// @param parent the service's process
/// @param warmUp how long to run loops in the background so that they get compiled
public record Assignment(
    Path memory, long memoryBytes, long pulseOffset, long parent, Duration warmUp) {
  /// As [#of] reads them.
  public List<String> arguments() {
    return List.of(
        memory.toString(),
        Long.toString(memoryBytes),
        Long.toString(pulseOffset),
        Long.toString(parent),
        Long.toString(warmUp.toMillis()));
  }

  /// Reads [#arguments].
  public static Assignment of(String... arguments) {
    return new Assignment(
        Path.of(arguments[0]),
        Long.parseLong(arguments[1]),
        Long.parseLong(arguments[2]),
        Long.parseLong(arguments[3]),
        Duration.ofMillis(Long.parseLong(arguments[4])));
  }
}
