package io.parallax.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Cancellation;
import io.parallax.limit.Deadline;
import io.parallax.limit.Limit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What one request may ask for, and the memory that all requests share.
///
/// @param timeout the timeout of a request that names none
/// @param maxTimeout the longest timeout a request may name
/// @param inputs the most arrays and scalars a request may send
/// @param nameLength the most characters in the name of an input or result
/// @param expressions the most texts in one request
/// @param elements the most elements of any one array, and positions of any one loop
/// @param memory off-heap bytes that all requests share; null for most of what the machine or
///   container has beyond the heap
@ConfigurationProperties("parallax.limits")
public record ComputeProperties(
    @DefaultValue("30s") Duration timeout,
    @DefaultValue("5m") Duration maxTimeout,
    @DefaultValue("64") int inputs,
    @DefaultValue("256") int nameLength,
    @DefaultValue("64") int expressions,
    @DefaultValue("2147483648") long elements,
    @Nullable DataSize memory) {
  public ComputeProperties {
    Limit.requirePositive("parallax.limits.timeout", timeout.toMillis());
    Limit.requirePositive("parallax.limits.inputs", inputs);
    Limit.requirePositive("parallax.limits.name-length", nameLength);
    Limit.requirePositive("parallax.limits.expressions", expressions);
    Limit.requirePositive("parallax.limits.elements", elements);
    if (memory != null) {
      Limit.requirePositive("parallax.limits.memory", memory.toBytes());
    }
    if (maxTimeout.compareTo(timeout) < 0) {
      throw new IllegalArgumentException("parallax.limits.max-timeout is less than timeout");
    }
  }

  /// The bytes of the memory budget.
  public long memoryBytes() {
    return memory == null ? MachineMemory.beyondHeap() : memory.toBytes();
  }

  /// The deadline of a request that arrived at this value of [System#nanoTime].
  ///
  /// @param cancellation by which the request is given up
  /// @throws ComputeException INVALID_ARGUMENT at `/options/timeoutMs` for a timeout out of bounds
  public Deadline deadline(long arrivedNanos, Options options, Cancellation cancellation) {
    Duration asked = options.timeout().orElse(timeout);
    if (asked.toMillis() < 1 || asked.compareTo(maxTimeout) > 0) {
      throw new ComputeException(
              ErrorCode.INVALID_ARGUMENT,
              "timeoutMs is from 1 to " + maxTimeout.toMillis() + ", not " + asked.toMillis())
          .atPointer("/options/timeoutMs");
    }
    return Deadline.after(arrivedNanos, asked, cancellation);
  }
}
