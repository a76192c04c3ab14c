package io.parallax.http.compute;

import io.parallax.compute.Admission;
import io.parallax.compute.Arrival;
import io.parallax.compute.ComputeProperties;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.ComputeRunner;
import io.parallax.compute.Explanation;
import io.parallax.compute.HeapBudget;
import io.parallax.compute.PreparedRequest;
import io.parallax.compute.ResultForm;
import io.parallax.compute.Timings;
import io.parallax.error.ComputeException;
import io.parallax.format.AnswerFormat;
import io.parallax.format.ComputeOperation;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest;
import io.parallax.format.RequestBody;
import io.parallax.format.RequestFormat;
import io.parallax.http.client.Clients;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.limit.Cancellation;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.recent.RecentResults;
import io.parallax.strategy.MachineCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The path of a request that computes, from its headers to the last byte of its answer, on threads
/// of the edge ([Edge]). What a request holds in one stage it has given back in the next stage.
/// Everything is given back whatever happens.
/// 1. The body is received, into memory of [Reception]'s share. A request whose body does not come
///    with its headers holds no thread of the edge while it waits.
/// 2. The body is read; a long body waits for a place first. The request is charged the heap that
///    its texts and program can take ([HeapBudget]). It is planned, so its cost is known.
/// 3. If its client has the answer of an equal request, it is told so; if the result of one is
///    stored, that is the result ([RepeatedRequest]).
/// 4. A tiny request runs on the spot. Any other leaves the edge to its next thread and waits for a
///    place of [Admission].
/// 5. The request computes. Then it gives back its place, its heap, and all memory except its
///    results'.
/// 6. Results that are to be kept become datasets ([KeptResults]).
/// 7. The answer is written ([Delivery]).
@Component
final class ComputeExchange {
  private final ComputeProperties limits;
  private final Admission admission;
  private final MemoryBudget memory;
  private final ComputeRunner runner;
  private final Edge edge;
  private final Formats formats;
  private final Delivery delivery;
  private final KeptResults kept;

  ComputeExchange(
      ComputeProperties limits,
      Admission admission,
      MemoryBudget memory,
      ComputeRunner runner,
      Edge edge,
      Formats formats,
      Delivery delivery,
      KeptResults kept) {
    this.limits = limits;
    this.admission = admission;
    this.memory = memory;
    this.runner = runner;
    this.edge = edge;
    this.formats = formats;
    this.delivery = delivery;
    this.kept = kept;
  }

  /// Computes what the body asks for and writes the results.
  void compute(ComputeOperation operation, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFormat reader = formats.ofRequest(request, response);
    AnswerFormat writer = delivery.formats().of(request);
    Optional<Incoming> come = edge.receive(request, response);
    if (come.isPresent()) {
      compute(operation, request, come.get(), response, reader, writer);
    }
  }

  private void compute(
      ComputeOperation operation,
      HttpServletRequest request,
      Incoming incoming,
      HttpServletResponse response,
      RequestFormat reader,
      AnswerFormat writer)
      throws IOException {
    long queuedNanos = incoming.queuedNanos();
    long arrivedNanos = incoming.arrivedNanos();
    Clients.Visit visit = Clients.visit(request);
    Cancellation cancellation = visit.cancellation();
    try (Absence absence = edge.threads().absence();
        ReceivedBody body = incoming.body();
        Reservation reservation = memory.reserve(0);
        ComputePlace place = new ComputePlace(admission, absence)) {
      visit.enter(Clients.Stage.COMPUTING);
      Deadline latest = latest(arrivedNanos, cancellation);
      takeToRead(request, place, body, latest);
      Decoded decoded;
      try (RequestBody content = edge.unpacked(request, body)) {
        decoded = reader.read(operation, content, reservation, leaving(latest, place, absence));
      }
      body.free();
      long decodeNanos = System.nanoTime() - arrivedNanos - queuedNanos - place.waitedNanos();
      Deadline deadline = limits.deadline(arrivedNanos, decoded.request().options(), cancellation);
      RepeatedRequest repeated = delivery.repeated(request, decoded, writer);
      if (repeated.isKnownTo(request)) {
        delivery.notModified(repeated, response);
        return;
      }
      Optional<RecentResults.Use> stored = repeated.stored();
      if (stored.isPresent()) {
        place.leave();
        try (RecentResults.Use use = stored.get()) {
          Timings timings = Timings.ofRecalled(decodeNanos, queuedNanos + place.waitedNanos());
          ComputeResult result = use.result().withTimings(timings);
          ComputedAnswer answer = new ComputedAnswer(decoded, result, writer, repeated);
          delivery.deliver(answer, request, response, reservation, absence, visit);
        }
        return;
      }
      try (KeptResults.Place results = kept.place(decoded.output(), reservation)) {
        ComputeResult computed =
            run(decoded, writer, reservation, results, deadline, place, queuedNanos, decodeNanos);
        ComputeResult result = results.keep(computed, deadline);
        repeated.store(result);
        ComputedAnswer answer = new ComputedAnswer(decoded, result, writer, repeated);
        delivery.deliver(answer, request, response, reservation, absence, visit);
      }
    }
  }

  /// The deadline of reading a body: where that has to wait for another host, the request gives its
  /// place back and leaves the edge.
  private static Deadline leaving(Deadline deadline, ComputePlace place, Absence absence) {
    return deadline.beforeWaiting(
        () -> {
          place.leave();
          absence.begin();
        });
  }

  /// Takes a place for a body that is long, or may be when it is decompressed.
  private static void takeToRead(
      HttpServletRequest request, ComputePlace place, ReceivedBody body, Deadline latest) {
    if (BodyContent.isPacked(request)) {
      place.take(latest);
    } else {
      place.takeToRead(body, latest);
    }
  }

  /// Plans and computes. The place and the heap of texts and program are given back before the
  /// results are written.
  private ComputeResult run(
      Decoded decoded,
      AnswerFormat writer,
      Reservation reservation,
      KeptResults.Place results,
      Deadline deadline,
      ComputePlace place,
      long queuedNanos,
      long decodeNanos) {
    ComputeRequest request = decoded.request();
    long startNanos = System.nanoTime();
    try (HeapBudget.Share heap = runner.reserve(request, deadline, place::leave);
        place) {
      long heapNanos = System.nanoTime() - startNanos;
      PreparedRequest prepared = runner.prepare(request, heap, deadline);
      delivery.formats().requireWritable(writer, decoded.output(), prepared.results());
      long written = writer.writtenElements(prepared.resultElements(), decoded.output());
      place.take(prepared, request, results.isKept() ? Long.MAX_VALUE : written, deadline);
      long waitedNanos = queuedNanos + heapNanos + place.waitedNanos();
      edge.timers().waiting(Duration.ofNanos(waitedNanos));
      ComputeResult result =
          runner.run(
              prepared,
              new Arrival(
                  reservation, results.reservation(), heap, deadline, waitedNanos, decodeNanos),
              new ResultForm(
                  count -> writer.summarizes(count, decoded.output()), decoded.output().dtype()));
      edge.timers().computing(place.held());
      if (!result.missing().isEmpty() && !writer.writesMissing()) {
        throw result.missing().values().iterator().next().reason();
      }
      return result;
    }
  }

  /// Writes what would happen; nothing is run. Arrays in the body are read for their types.
  void explain(HttpServletRequest request, HttpServletResponse response, ExplanationWriter writer)
      throws IOException {
    RequestFormat reader = formats.ofRequest(request, response);
    delivery.formats().requireJson(request, "explanations");
    Optional<Incoming> come = edge.receive(request, response);
    if (come.isPresent()) {
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      explain(request, come.get(), response, reader, writer);
    }
  }

  private void explain(
      HttpServletRequest request,
      Incoming incoming,
      HttpServletResponse response,
      RequestFormat reader,
      ExplanationWriter writer)
      throws IOException {
    long arrivedNanos = incoming.arrivedNanos();
    Clients.Visit visit = Clients.visit(request);
    Cancellation cancellation = visit.cancellation();
    try (Absence absence = edge.threads().absence();
        ReceivedBody body = incoming.body();
        Reservation reservation = memory.reserve(0);
        ComputePlace place = new ComputePlace(admission, absence)) {
      visit.enter(Clients.Stage.COMPUTING);
      Deadline latest = latest(arrivedNanos, cancellation);
      takeToRead(request, place, body, latest);
      ExplainRequest inquiry;
      try (RequestBody content = edge.unpacked(request, body)) {
        inquiry = reader.explain(content, reservation, leaving(latest, place, absence));
      }
      body.free();
      Deadline deadline = inquiryDeadline(inquiry.request(), arrivedNanos, cancellation);
      try (HeapBudget.Share heap = runner.reserve(inquiry.request(), deadline, place::leave)) {
        Explanation explanation = explanation(inquiry.request(), deadline);
        if (isShort(inquiry, explanation, body)) {
          delivery.send(
              response,
              stream -> writer.write(explanation, Optional.empty(), inquiry.show(), stream));
        } else {
          Delivery.Answer answer = answer(inquiry, explanation, place, deadline, writer);
          place.leave();
          heap.keepAtMost(explanation.heapBytes());
          delivery.sendLong(response, answer, 0, visit);
        }
      }
    }
  }

  private Delivery.Answer answer(
      ExplainRequest inquiry,
      Explanation explanation,
      ComputePlace place,
      Deadline deadline,
      ExplanationWriter writer) {
    if (inquiry.show().isEmpty()) {
      return stream -> writer.write(explanation, Optional.empty(), inquiry.show(), stream);
    }
    place.take(deadline);
    MachineCode.Shown code = code(inquiry.request());
    return stream -> writer.write(explanation, Optional.of(code), inquiry.show(), stream);
  }

  private static boolean isShort(
      ExplainRequest inquiry, Explanation explanation, ReceivedBody body) {
    return inquiry.show().isEmpty()
        && explanation.program().length() <= ReceivedBody.SHORT_BYTES
        && !body.isLong();
  }

  /// The code of a request that has been explained without a failure.
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

  /// The failure with its pointer corrected: the request to explain is one level deeper in the
  /// body.
  private static ComputeException oneLevelDown(ComputeException failure, ComputeRequest request) {
    return failure.below("/" + request.operation());
  }

  /// The latest moment any request may end. The request's own timeout is known only after it has
  /// been read.
  private Deadline latest(long arrivedNanos, Cancellation cancellation) {
    return Deadline.after(arrivedNanos, limits.maxTimeout(), cancellation);
  }

  /// Writes an explanation, with the code that was asked for.
  interface ExplanationWriter {
    void write(
        Explanation explanation,
        Optional<MachineCode.Shown> code,
        Set<ExplainRequest.Show> show,
        OutputStream stream)
        throws IOException;
  }
}
