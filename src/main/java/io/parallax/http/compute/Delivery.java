package io.parallax.http.compute;

import io.parallax.compute.ComputeMetrics;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.AnswerFormat;
import io.parallax.format.Decoded;
import io.parallax.http.HttpProperties;
import io.parallax.http.client.Clients;
import io.parallax.http.tomcat.CloseNow;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.memory.Reservation;
import io.parallax.recent.RecentResults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Writes answers: a short one on the spot, a long one from a place of [Answering]. Thread safe.
///
/// A failure before the first byte is sent passes to the caller. A later failure closes the
/// connection, so that the client cannot mistake the part for the whole: a body that announced its
/// length is then shorter, and a chunked body has no end.
@Component
public final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING;

  private final HttpProperties limits;
  private final Edge edge;
  private final AnswerFormats formats;
  private final ComputeMetrics metrics;
  private final RecentResults recent;

  Delivery(
      HttpProperties limits,
      Edge edge,
      AnswerFormats formats,
      ComputeMetrics metrics,
      RecentResults recent) {
    this.limits = limits;
    this.edge = edge;
    this.formats = formats;
    this.metrics = metrics;
    this.recent = recent;
  }

  AnswerFormats formats() {
    return formats;
  }

  /// Writes arrays that stay where they are until this returns.
  ///
  /// @param reservation charged for compressing
  public void deliver(
      WrittenArrays arrays,
      HttpServletRequest request,
      HttpServletResponse response,
      Reservation reservation,
      Absence absence,
      Clients.Visit visit)
      throws IOException {
    Answer whole = whole(arrays, request, response, reservation);
    if (leavesEdge(arrays.elements(), absence)) {
      sendLong(response, whole, reservation.bytes(), visit);
    } else {
      send(response, whole);
    }
  }

  /// Sets the headers that the arrays would be written with.
  public void describe(
      WrittenArrays arrays, HttpServletRequest request, HttpServletResponse response) {
    arrays.setHeaders(response);
    response.addHeader(HttpHeaders.VARY, VARY);
    if (!isCompressed(arrays, AcceptedCodings.of(request))) {
      arrays.announceLength(response);
    }
  }

  /// Writes results. Of a long answer the reservation keeps only what the results need.
  void deliver(
      ComputedAnswer answer,
      HttpServletRequest request,
      HttpServletResponse response,
      Reservation reservation,
      Absence absence,
      Clients.Visit visit)
      throws IOException {
    Answer whole = whole(answer, request, response, reservation);
    long encodeNanos;
    if (leavesEdge(answer.elements(), absence)) {
      reservation.keepOnly(answer.result().allocations());
      encodeNanos = sendLong(response, whole, reservation.bytes(), visit);
    } else {
      encodeNanos = send(response, whole);
    }
    metrics.encoded(answer.decoded().request(), answer.result(), encodeNanos);
  }

  private Answer whole(
      Written answer,
      HttpServletRequest request,
      HttpServletResponse response,
      Reservation reservation) {
    AcceptedCodings codings = AcceptedCodings.of(request);
    return stream -> {
      answer.setHeaders(response);
      response.addHeader(HttpHeaders.VARY, VARY);
      write(answer, codings, response, reservation, stream);
    };
  }

  /// Whether an answer of so many elements is a long one. The thread then leaves the edge.
  private static boolean leavesEdge(long elements, Absence absence) {
    if (elements <= ComputePlace.FEW_ELEMENTS) {
      return false;
    }
    if (elements > ComputePlace.MANY_ELEMENTS) {
      absence.beginLong();
    } else {
      absence.begin();
    }
    return true;
  }

  private static boolean isCompressed(Written answer, AcceptedCodings codings) {
    return codings.preferred().isPresent() && (answer.isText() || codings.isRequired());
  }

  /// What a request says of equal ones before it.
  RepeatedRequest repeated(HttpServletRequest request, Decoded decoded, AnswerFormat writer) {
    return RepeatedRequest.of(request, decoded, writer, recent);
  }

  /// Tells a client that it has the answer.
  void notModified(RepeatedRequest repeated, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    response.setHeader(HttpHeaders.ETAG, repeated.tag());
    response.addHeader(HttpHeaders.VARY, VARY);
  }

  /// Writes an answer, compressed if its client accepts a coding and it is a long text. An answer
  /// in binary is compressed only for a client that requires it, because floats hardly get shorter.
  private void write(
      Written answer,
      AcceptedCodings codings,
      HttpServletResponse response,
      Reservation reservation,
      OutputStream stream)
      throws IOException {
    boolean isRequired = codings.isRequired();
    if (!isCompressed(answer, codings)) {
      answer.announceLength(response);
      answer.write(stream);
      return;
    }
    AnswerCoding coding = codings.preferred().orElseThrow();
    int uncompressed = isRequired ? 0 : Math.toIntExact(limits.compressFrom().toBytes());
    try (CompressingStream compressing =
        new CompressingStream(
            stream,
            uncompressed,
            target -> {
              if (!isCharged(coding, reservation, isRequired)) {
                return target;
              }
              response.setHeader(HttpHeaders.CONTENT_ENCODING, coding.label());
              return coding.open(target);
            })) {
      answer.write(compressing);
      compressing.finish();
    }
  }

  /// Charges the memory that a coding takes. Without memory an answer is not compressed, unless it
  /// has to be.
  private static boolean isCharged(
      AnswerCoding coding, Reservation reservation, boolean isRequired) {
    try {
      reservation.grow(coding.memoryBytes());
      return true;
    } catch (ComputeException full) {
      if (isRequired) {
        throw full;
      }
      return false;
    }
  }

  /// Writes a long answer.
  ///
  /// @param heldBytes the memory of the results
  /// @return the time it took, in nanoseconds
  long sendLong(HttpServletResponse response, Answer answer, long heldBytes, Clients.Visit visit)
      throws IOException {
    long startNanos = System.nanoTime();
    try (Answering.Place room = edge.answering().enter(heldBytes)) {
      visit.enter(Clients.Stage.ANSWERING);
      return send(
          response,
          target -> {
            try (AnswerStream stream = room.stream(target, visit.cancellation())) {
              answer.write(stream);
              stream.finish();
              visit.enter(Clients.Stage.COMPUTING);
            }
          });
    } finally {
      edge.timers().answering(Duration.ofNanos(System.nanoTime() - startNanos));
    }
  }

  /// Writes an answer on the spot.
  ///
  /// @return the time it took, in nanoseconds
  long send(HttpServletResponse response, Answer answer) throws IOException {
    long startNanos = System.nanoTime();
    try {
      answer.write(new Unflushed(response.getOutputStream()));
      return System.nanoTime() - startNanos;
    } catch (IOException gone) {
      LOG.info("The client did not take its answer: {}", gone.getMessage());
      throw CloseNow.failure(gone.getMessage(), gone);
    } catch (RuntimeException failure) {
      if (!response.isCommitted()) {
        response.setContentLengthLong(-1);
        response.setHeader(HttpHeaders.CONTENT_ENCODING, null);
        response.setHeader(HttpHeaders.ETAG, null);
        throw failure;
      }
      if (failure instanceof ComputeException known && known.code() == ErrorCode.CANCELLED) {
        throw CloseNow.failure(known.detail(), known);
      }
      LOG.error("The answer broke off after its first byte", failure);
      throw CloseNow.failure(failure.getMessage(), failure);
    }
  }

  /// Writes the body of an answer.
  @FunctionalInterface
  interface Answer {
    void write(OutputStream stream) throws IOException;
  }

  /// A stream that ignores flushing and leaves it to the container. An answer that fits the
  /// container's buffer is then sent in one piece and with its length.
  private static final class Unflushed extends FilterOutputStream {
    private Unflushed(OutputStream target) {
      super(target);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      out.write(source, offset, length);
    }

    @Override
    public void flush() {}
  }
}
