package io.parallax.http;

import io.parallax.array.MemoryBudget;
import io.parallax.array.Reservation;
import io.parallax.error.ComputeException;
import io.parallax.executor.Cancellation;
import io.parallax.executor.Deadline;
import io.parallax.http.client.Clients;
import io.parallax.http.json.Decoded;
import io.parallax.http.json.Inquiry;
import io.parallax.http.json.OutputOptions;
import io.parallax.http.json.ResponseWriter;
import io.parallax.job.Admission;
import io.parallax.job.Arrival;
import io.parallax.job.ComputeLimits;
import io.parallax.job.ComputeRequest;
import io.parallax.job.Explanation;
import io.parallax.job.HeapBudget;
import io.parallax.job.JobMetrics;
import io.parallax.job.JobResult;
import io.parallax.job.JobRunner;
import io.parallax.job.Options;
import io.parallax.job.Timings;
import io.parallax.strategy.MachineCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The path of a request that computes, from its headers to the last byte of its answer. Its place
/// and its memory are given back whatever happens.
@Component
final class ComputeExchange {
  private static final Logger LOG = LoggerFactory.getLogger(ComputeExchange.class);

  private final HttpLimits httpLimits;
  private final ComputeLimits limits;
  private final Admission admission;
  private final MemoryBudget memory;
  private final JobRunner runner;
  private final JobMetrics metrics;

  ComputeExchange(
      HttpLimits httpLimits,
      ComputeLimits limits,
      Admission admission,
      MemoryBudget memory,
      JobRunner runner,
      JobMetrics metrics) {
    this.httpLimits = httpLimits;
    this.limits = limits;
    this.admission = admission;
    this.memory = memory;
    this.runner = runner;
    this.metrics = metrics;
  }

  /// Runs what the body asks for and writes its results.
  void compute(
      HttpServletRequest request, HttpServletResponse response, Reading reading, Writing writing)
      throws IOException {
    long arrivedNanos = System.nanoTime();
    Cancellation cancellation = Clients.cancellation(request);
    BoundedBody body = JsonContent.open(request, httpLimits);
    body.awaitBeginning();
    long begunNanos = System.nanoTime();
    try (Admission.Ticket ticket = admit(arrivedNanos, cancellation);
        Reservation reservation = memory.reserve(0)) {
      long admittedNanos = System.nanoTime();
      Decoded decoded = reading.read(body, reservation, latest(arrivedNanos, cancellation));
      long decodeNanos = System.nanoTime() - admittedNanos + begunNanos - arrivedNanos;
      Deadline deadline = limits.deadline(arrivedNanos, decoded.request().options(), cancellation);
      JobResult result = run(decoded.request(), reservation, deadline, ticket, decodeNanos);
      response.setHeader(ServerTiming.HEADER, ServerTiming.of(result.timings()));
      long encodeNanos =
          send(
              response,
              stream -> writing.write(result, result.timings(), decoded.output(), stream));
      metrics.encoded(decoded.request(), result, encodeNanos);
    }
  }

  /// The heap that texts and program take is given back before the results are written.
  private JobResult run(
      ComputeRequest request,
      Reservation reservation,
      Deadline deadline,
      Admission.Ticket ticket,
      long decodeNanos) {
    long startNanos = System.nanoTime();
    try (HeapBudget.Share heap = runner.reserve(request, deadline)) {
      long waitedNanos = ticket.waitedNanos() + System.nanoTime() - startNanos;
      return runner.run(
          request, new Arrival(reservation, heap, deadline, waitedNanos, decodeNanos));
    }
  }

  /// Writes what would happen; nothing is run. Arrays that the body holds are read for their types.
  void explain(
      HttpServletRequest request,
      HttpServletResponse response,
      InquiryReading reading,
      ResponseWriter writer)
      throws IOException {
    long arrivedNanos = System.nanoTime();
    Cancellation cancellation = Clients.cancellation(request);
    BoundedBody body = JsonContent.open(request, httpLimits);
    body.awaitBeginning();
    try (Admission.Ticket _ = admit(arrivedNanos, cancellation);
        Reservation reservation = memory.reserve(0)) {
      Inquiry inquiry = reading.read(body, reservation, latest(arrivedNanos, cancellation));
      Deadline deadline = inquiryDeadline(inquiry.request(), arrivedNanos, cancellation);
      try (HeapBudget.Share _ = runner.reserve(inquiry.request(), deadline)) {
        Explanation explanation = explanation(inquiry.request(), deadline);
        if (inquiry.show().isEmpty()) {
          send(response, stream -> writer.explain(explanation, stream));
        } else {
          MachineCode.Shown code = code(inquiry.request());
          send(response, stream -> writer.explain(explanation, code, inquiry.show(), stream));
        }
      }
    }
  }

  /// The code of what has been explained without complaint.
  private MachineCode.Shown code(ComputeRequest request) {
    try {
      return runner.code(request);
    } catch (ComputeException failure) {
      throw failure.atPointer("/show");
    }
  }

  private Deadline inquiryDeadline(
      ComputeRequest request, long arrivedNanos, Cancellation cancellation) {
    try {
      return limits.deadline(arrivedNanos, request.options(), cancellation);
    } catch (ComputeException failure) {
      throw oneLevelDown(failure, request);
    }
  }

  private Explanation explanation(ComputeRequest request, Deadline deadline) {
    try {
      deadline.check();
      return runner.explain(request);
    } catch (ComputeException failure) {
      throw oneLevelDown(failure, request);
    }
  }

  /// The failure with its pointer into what is explained, which stands one level down in the body.
  private static ComputeException oneLevelDown(ComputeException failure, ComputeRequest request) {
    return failure
        .pointer()
        .map(pointer -> failure.atPointer("/" + operation(request) + pointer))
        .orElse(failure);
  }

  private static String operation(ComputeRequest request) {
    return switch (request) {
      case ComputeRequest.Evaluate _ -> "evaluate";
      case ComputeRequest.Filter _ -> "filter";
      case ComputeRequest.Reduce _ -> "reduce";
    };
  }

  private Admission.Ticket admit(long arrivedNanos, Cancellation cancellation) {
    return admission.admit(limits.deadline(arrivedNanos, Options.DEFAULT, cancellation));
  }

  /// The latest any request may end: what it asked for is known once it has been read.
  private Deadline latest(long arrivedNanos, Cancellation cancellation) {
    return Deadline.after(arrivedNanos, limits.maxTimeout(), cancellation);
  }

  /// Streams an answer's body. A failure before its first byte is out passes; a later one closes
  /// the connection, so that the client cannot take the part for the whole.
  private long send(HttpServletResponse response, Answer answer) throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    long startNanos = System.nanoTime();
    try {
      answer.write(new AnswerStream(response.getOutputStream(), httpLimits.answerTimeout()));
      return System.nanoTime() - startNanos;
    } catch (IOException gone) {
      LOG.info("The client did not take its answer: {}", gone.getMessage());
      throw new CloseNowException(gone.getMessage(), gone);
    } catch (RuntimeException failure) {
      if (!response.isCommitted()) {
        throw failure;
      }
      LOG.error("The answer broke off after its first byte", failure);
      throw new CloseNowException(failure.getMessage(), failure);
    }
  }

  /// Reads a body of one operation.
  interface Reading {
    Decoded read(InputStream body, Reservation reservation, Deadline deadline) throws IOException;
  }

  /// Writes an answer of one operation and returns the timings it wrote.
  interface Writing {
    Timings write(JobResult result, Timings timings, OutputOptions output, OutputStream stream)
        throws IOException;
  }

  /// Reads a body that asks what would happen.
  interface InquiryReading {
    Inquiry read(InputStream body, Reservation reservation, Deadline deadline) throws IOException;
  }

  private interface Answer {
    void write(OutputStream stream) throws IOException;
  }
}
