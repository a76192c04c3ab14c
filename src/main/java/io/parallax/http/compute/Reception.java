package io.parallax.http.compute;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.http.HttpProperties;
import io.parallax.memory.MemoryBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Receives whole bodies before their requests compete for anything else. A body that comes with
/// its headers costs nothing. Waiting for any other body takes one of a bounded number of places,
/// and a long body takes memory of a separate share. Thread safe.
@Component
public final class Reception {
  /// Bodies may take all memory divided by this number.
  private static final int SHARE_OF_MEMORY = 4;

  /// The same number if one body may have more than that share.
  private static final int MOST_OF_MEMORY = 2;

  private final HttpProperties limits;
  private final MemoryBudget memory;
  private final StageTimers timers;
  private final AtomicInteger receiving = new AtomicInteger();
  private final AtomicLong heldBytes = new AtomicLong();

  Reception(
      HttpProperties limits, MemoryBudget memory, StageTimers timers, MeterRegistry registry) {
    this.limits = limits;
    this.memory = memory;
    this.timers = timers;
    Gauge.builder("parallax.requests.receiving", receiving, AtomicInteger::get)
        .description("Requests whose bodies are waited for")
        .register(registry);
    Gauge.builder("parallax.receiving.memory", heldBytes, AtomicLong::get)
        .description("Memory of bodies that have not been read yet")
        .baseUnit("bytes")
        .register(registry);
  }

  /// The bytes that long bodies may take together: a quarter of the memory. If that is less than
  /// the longest body, the share is as large as the longest body, and at most half of the memory.
  public long memoryBytes() {
    return Math.max(
        memory.limitBytes() / SHARE_OF_MEMORY,
        Math.min(limits.body().toBytes(), memory.limitBytes() / MOST_OF_MEMORY));
  }

  /// The number of requests whose bodies are waited for.
  public int receiving() {
    return receiving.get();
  }

  /// Takes the part of a body that has come with its headers.
  ///
  /// @return to be closed when the body has been read
  /// @throws ComputeException TOO_LARGE; CANCELLED; MEMORY_EXHAUSTED when bodies take their whole
  ///   share already; OVERLOADED when the body is to be waited for and too many bodies are
  ReceivedBody begin(BoundedBody body) throws IOException {
    requireRoom(body.announcedBytes());
    ReceivedBody received = new ReceivedBody(this, memory.reserve(0), body.announcedBytes());
    boolean taken = false;
    try {
      while (received.length() < ReceivedBody.SHORT_BYTES && !body.isAtEnd() && !body.mayBlock()) {
        received.take(body);
      }
      if (!body.isAtEnd() && receiving.get() >= limits.receiving()) {
        throw tooMany();
      }
      taken = true;
      return received;
    } finally {
      if (!taken) {
        received.close();
      }
    }
  }

  /// Waits for the rest of a body that has begun.
  ///
  /// @throws ComputeException as [#begin]
  void await(BoundedBody body, ReceivedBody received) throws IOException {
    long startNanos = System.nanoTime();
    try {
      if (receiving.incrementAndGet() > limits.receiving()) {
        throw tooMany();
      }
      while (!body.isAtEnd()) {
        received.take(body);
      }
    } finally {
      receiving.decrementAndGet();
      timers.receiving(Duration.ofNanos(System.nanoTime() - startNanos));
    }
  }

  /// Charges bytes of long bodies to their share.
  void hold(long bytes) {
    if (heldBytes.addAndGet(bytes) > memoryBytes()) {
      heldBytes.addAndGet(-bytes);
      throw exhausted();
    }
  }

  void release(long bytes) {
    heldBytes.addAndGet(-bytes);
  }

  private ComputeException tooMany() {
    return new ComputeException(
        ErrorCode.OVERLOADED, limits.receiving() + " bodies are being received");
  }

  private void requireRoom(long announcedBytes) {
    if (announcedBytes > ReceivedBody.SHORT_BYTES && announcedBytes > memoryBytes()) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the body is longer than the %d bytes that all bodies may take".formatted(memoryBytes()));
    }
    if (announcedBytes > ReceivedBody.SHORT_BYTES
        && announcedBytes > memoryBytes() - heldBytes.get()) {
      throw exhausted();
    }
  }

  private ComputeException exhausted() {
    return new ComputeException(
        ErrorCode.MEMORY_EXHAUSTED,
        "bodies that are being received take all of the " + memoryBytes() + " bytes they may");
  }
}
