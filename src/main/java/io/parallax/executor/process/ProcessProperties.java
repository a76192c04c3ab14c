package io.parallax.executor.process;

import io.parallax.limit.Limit;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of worker processes.
///
/// @param workers the number of workers; null: one for each core; 0: no workers
/// @param ahead whether workers are started with the service; otherwise they are started when a
///   worker is first needed
/// @param warmUp how long a new worker runs loops in the background until they are compiled
/// @param heap the most heap of each worker
/// @param resident the memory of a worker, arrays not counted, beyond which it is replaced
/// @param requests the number of steps after which a worker is replaced
/// @param attempts the number of workers lost to one request after which the request fails
/// @param start the time after which a new worker that is not ready is killed, unless it computes
/// @param silence the time after which a worker that shows no sign of life is killed
/// @param stuck the time after which a worker that begins no morsel is killed
/// @param grace how long a worker may take to stop when its request is over
/// @param folder the folder of the shared memory's file; null: the shared memory has no file on
///   disk
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
  /// The most workers whose heartbeats fit the shared memory.
  public static final int MAX_WORKERS = 256;

  public ProcessProperties {
    int count = workers == null ? 1 : workers;
    if (count < 0 || count > MAX_WORKERS) {
      throw new IllegalArgumentException(
          "parallax.processes.workers is from 0 to " + MAX_WORKERS + ", not " + count);
    }
    Limit.requirePositive("parallax.processes.heap", heap.toBytes());
    Limit.requirePositive("parallax.processes.resident", resident.toBytes());
    Limit.requirePositive("parallax.processes.requests", requests);
    Limit.requirePositive("parallax.processes.attempts", attempts);
    Limit.requirePositive("parallax.processes.start", start.toMillis());
    Limit.requirePositive("parallax.processes.silence", silence.toMillis());
    Limit.requirePositive("parallax.processes.stuck", stuck.toMillis());
    Limit.requirePositive("parallax.processes.grace", grace.toMillis());
  }

  /// The number of workers that the pool keeps.
  public int count() {
    return workers == null
        ? Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors())
        : workers;
  }
}
