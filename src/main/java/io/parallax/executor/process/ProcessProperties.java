package io.parallax.executor.process;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Worker processes.
///
/// @param workers how many there are; null for one a core; 0 for none
/// @param ahead whether they are started with the service, or when one is first needed
/// @param warmUp how long a new worker runs loops in the background until they are compiled
/// @param heap the most heap of each
/// @param resident memory of its own, arrays not counted, beyond which a worker is replaced
/// @param requests after so many steps a worker is replaced
/// @param attempts after so many workers were lost by a request it fails
/// @param start a new worker that is not ready after so long is killed, unless it computes
/// @param silence a worker that shows no sign of life for so long is killed
/// @param stuck a worker that begins no morsel for so long is killed
/// @param grace how long a worker may take to stop when its request is over
/// @param folder where the file of the shared memory is; null for memory alone
@ConfigurationProperties("parallax.processes")
public record ProcessProperties(
    @Nullable Integer workers,
    @DefaultValue("true") boolean ahead,
    @DefaultValue("2s") Duration warmUp,
    @DefaultValue("64MB") DataSize heap,
    @DefaultValue("512MB") DataSize resident,
    @DefaultValue("100000") int requests,
    @DefaultValue("3") int attempts,
    @DefaultValue("5s") Duration start,
    @DefaultValue("2s") Duration silence,
    @DefaultValue("20s") Duration stuck,
    @DefaultValue("500ms") Duration grace,
    @Nullable Path folder) {
  /// More have no room for their signs of life.
  public static final int MAX_WORKERS = 256;

  public ProcessProperties {
    int count = workers == null ? 1 : workers;
    if (count < 0 || count > MAX_WORKERS) {
      throw new IllegalArgumentException(
          "parallax.processes.workers is from 0 to " + MAX_WORKERS + ", not " + count);
    }
    requirePositive("heap", heap.toBytes());
    requirePositive("resident", resident.toBytes());
    requirePositive("requests", requests);
    requirePositive("attempts", attempts);
    requirePositive("start", start.toMillis());
    requirePositive("silence", silence.toMillis());
    requirePositive("stuck", stuck.toMillis());
    requirePositive("grace", grace.toMillis());
  }

  /// Workers there are.
  public int count() {
    return workers == null
        ? Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors())
        : workers;
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "parallax.processes." + name + " is not positive: " + value);
    }
  }
}
