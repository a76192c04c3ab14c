package io.parallax.http.compute;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.http.HttpProperties;
import io.parallax.http.Pace;
import io.parallax.limit.Cancellation;
import io.parallax.memory.MemoryBudget;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Writes long answers after their requests have given their places back. The number of answers is
/// bounded. Their results hold memory: while the results hold more than their share of it, clients
/// must take them faster. At most one answer a core is encoded at a time; an answer that waits for
/// its client is not being encoded. Thread safe.
@Component
public final class Answering {
  /// Results may hold all memory divided by this number while their clients take them at any rate.
  private static final int SHARE_OF_MEMORY = 2;

  /// The factor by which clients must be faster while results hold more memory.
  private static final int HASTE = 64;

  private final HttpProperties limits;
  private final MemoryBudget memory;
  private final AtomicInteger answering = new AtomicInteger();
  private final AtomicLong heldBytes = new AtomicLong();
  private final Semaphore encoders =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  Answering(HttpProperties limits, MemoryBudget memory, MeterRegistry registry) {
    this.limits = limits;
    this.memory = memory;
    Gauge.builder("parallax.requests.answering", answering, AtomicInteger::get)
        .description("Long answers being written")
        .register(registry);
    Gauge.builder("parallax.answering.memory", heldBytes, AtomicLong::get)
        .description("Memory of results being written")
        .baseUnit("bytes")
        .register(registry);
  }

  /// The bytes that results may hold while no client has to be faster.
  public long memoryBytes() {
    return memory.limitBytes() / SHARE_OF_MEMORY;
  }

  /// Long answers being written.
  public int answering() {
    return answering.get();
  }

  /// Takes a place for an answer whose results hold `bytes` of memory.
  ///
  /// @throws ComputeException OVERLOADED when there are too many answers
  Place enter(long bytes) {
    if (answering.incrementAndGet() > limits.answering()) {
      answering.decrementAndGet();
      throw new ComputeException(
          ErrorCode.OVERLOADED, limits.answering() + " long answers are being written");
    }
    heldBytes.addAndGet(bytes);
    return new Place(bytes);
  }

  private long leastBytesPerSecond() {
    long slowest = limits.slowest().toBytes();
    return heldBytes.get() > memoryBytes() ? HASTE * slowest : slowest;
  }

  /// The place of one answer.
  final class Place implements AutoCloseable {
    private final long bytes;

    private Place(long bytes) {
      this.bytes = bytes;
    }

    /// The stream to the client. Waits until the calling thread may encode. The thread may encode
    /// until it waits for the client or the stream is closed.
    ///
    /// @throws ComputeException as [AnswerStream#begin]
    AnswerStream stream(OutputStream target, Cancellation cancellation) {
      AnswerStream stream =
          new AnswerStream(
              target,
              limits.answerTimeout(),
              new Pace(Answering.this::leastBytesPerSecond, limits.grace()),
              encoders,
              cancellation);
      stream.begin();
      return stream;
    }

    @Override
    public void close() {
      heldBytes.addAndGet(-bytes);
      answering.decrementAndGet();
    }
  }
}
