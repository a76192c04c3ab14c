package io.parallax.format.remote;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayBody;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ArrayLimits;
import io.parallax.format.RemoteInputs;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// Fetches arrays in all formats of arrays. The format is that of the header `Content-Type`, or
/// where that tells none, the one that the end of the path tells. Thread safe.
@Component
public final class RemoteArrays implements RemoteInputs, AutoCloseable {
  private static final Map<String, String> BY_ENDING =
      Map.of(
          ".npy", "application/x-npy",
          ".csv", "text/csv",
          ".arrow", "application/vnd.apache.arrow.stream",
          ".arrows", "application/vnd.apache.arrow.stream",
          ".parquet", "application/vnd.apache.parquet");

  private final Map<String, ArrayFormat> formats = new TreeMap<>();
  private final RemoteSource source;
  private final MemoryBudget memory;
  private final Semaphore places;

  RemoteArrays(List<ArrayFormat> formats, RemoteProperties properties, MemoryBudget memory) {
    formats.forEach(format -> this.formats.put(format.mediaType(), format));
    this.source = new RemoteSource(properties);
    this.memory = memory;
    this.places = new Semaphore(properties.concurrent(), true);
  }

  @Override
  public Fetch begin(String address, Optional<String> column, Deadline deadline) {
    return new Fetching(source.require(address), column, deadline);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /// What was received, with its memory.
  private record Fetched(RemoteSource.Received received, Reservation reservation) {}

  /// A fetch and the virtual thread that receives. What was received is freed when the fetch has
  /// been closed and the thread has ended.
  private final class Fetching implements Fetch {
    private final Optional<String> column;
    private final Deadline deadline;
    private final CountDownLatch arrival = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Fetched fetched;
    private @Nullable RuntimeException failure;
    private boolean isClosed;

    Fetching(URI address, Optional<String> column, Deadline deadline) {
      this.column = column;
      this.deadline = deadline;
      this.thread = Thread.ofVirtual().name("fetch").start(() -> receive(address));
    }

    private void receive(URI address) {
      Reservation reservation = memory.reserve(0);
      try {
        settle(new Fetched(received(address, reservation), reservation));
      } catch (RuntimeException reason) {
        reservation.close();
        settle(reason);
      } catch (InterruptedException givenUp) {
        reservation.close();
      }
    }

    private RemoteSource.Received received(URI address, Reservation reservation)
        throws InterruptedException {
      long leftNanos = Math.max(0, deadline.remainingNanos());
      if (!places.tryAcquire(leftNanos, TimeUnit.NANOSECONDS)) {
        throw late();
      }
      try {
        return source.fetch(address, reservation, deadline);
      } finally {
        places.release();
      }
    }

    private synchronized void settle(Fetched arrived) {
      if (isClosed) {
        arrived.reservation().close();
      }
      fetched = arrived;
      arrival.countDown();
    }

    private synchronized void settle(RuntimeException reason) {
      failure = reason;
      arrival.countDown();
    }

    @Override
    public Input await(ArrayLimits limits, Reservation reservation, Deadline wanted) {
      try {
        boolean isThere =
            arrival.getCount() == 0
                || wanted.await(
                    () ->
                        arrival.await(Math.max(0, wanted.remainingNanos()), TimeUnit.NANOSECONDS));
        if (!isThere) {
          throw late();
        }
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        throw new ComputeException(ErrorCode.OVERLOADED, "the service is stopping", interruption);
      }
      return read(arrived().received(), column, limits, reservation, wanted);
    }

    private synchronized Fetched arrived() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(fetched);
    }

    @Override
    public void close() {
      thread.interrupt();
      synchronized (this) {
        isClosed = true;
        if (fetched != null) {
          fetched.reservation().close();
        }
      }
    }
  }

  private static ComputeException late() {
    return new ComputeException(
        ErrorCode.DEADLINE_EXCEEDED, "the time passed while an input was fetched");
  }

  private Input read(
      RemoteSource.Received received,
      Optional<String> column,
      ArrayLimits limits,
      Reservation reservation,
      Deadline deadline) {
    MediaType type = type(received);
    ArrayFormat format = formats.get(essence(type));
    if (format == null) {
      throw new ComputeException(
          ErrorCode.INVALID_INPUT,
          "what the address has is sent as %s; inputs are read as: %s"
              .formatted(received.type().orElse("no type"), String.join(", ", formats.keySet())));
    }
    NDArray bytes = received.bytes();
    Map<String, String> parameters = new HashMap<>();
    type.getParameters()
        .forEach((name, value) -> parameters.put(name.toLowerCase(Locale.ROOT), unquoted(value)));
    ArrayBody body =
        new ArrayBody(
            Optional.empty(),
            parameters,
            new ReceivedStream(bytes.segment()),
            bytes.elementCount(),
            limits);
    try {
      return chosen(format.read(body, reservation, deadline), column);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Input chosen(Map<String, Input> columns, Optional<String> column) {
    @Nullable Input only =
        columns.size() == 1 && column.isEmpty()
            ? columns.values().iterator().next()
            : columns.get(column.orElse(""));
    if (only == null) {
      throw new ComputeException(
          ErrorCode.UNKNOWN_COLUMN,
          "what the address has has %s; its columns are: %s"
              .formatted(
                  column
                      .map(name -> "no column \"" + name + "\"")
                      .orElse("several columns, of" + " which \"column\" names one"),
                  String.join(", ", columns.keySet())));
    }
    return only;
  }

  /// The media type of what was received.
  private MediaType type(RemoteSource.Received received) {
    try {
      MediaType sent =
          received.type().map(MediaType::parseMediaType).orElse(MediaType.APPLICATION_OCTET_STREAM);
      boolean isKnown = formats.containsKey(essence(sent));
      boolean isBytes = essence(sent).equals(MediaType.APPLICATION_OCTET_STREAM_VALUE);
      if (isKnown && !(isBytes && sent.getParameters().isEmpty())) {
        return sent;
      }
      return byEnding(received.address()).map(MediaType::parseMediaType).orElse(sent);
    } catch (InvalidMediaTypeException malformed) {
      return byEnding(received.address())
          .map(MediaType::parseMediaType)
          .orElse(MediaType.APPLICATION_OCTET_STREAM);
    }
  }

  private static Optional<String> byEnding(URI address) {
    String path = Optional.ofNullable(address.getPath()).orElse("").toLowerCase(Locale.ROOT);
    int dot = path.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.ofNullable(BY_ENDING.get(path.substring(dot)));
  }

  private static String essence(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
  }

  private static String unquoted(String value) {
    boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }
}
