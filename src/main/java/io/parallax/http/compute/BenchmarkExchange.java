package io.parallax.http.compute;

import io.parallax.benchmark.BenchmarkReport;
import io.parallax.benchmark.BenchmarkRequest;
import io.parallax.benchmark.BenchmarkRunner;
import io.parallax.compute.ComputeProperties;
import io.parallax.format.RequestBody;
import io.parallax.format.benchmark.BenchmarkFormat;
import io.parallax.format.json.RequestReader;
import io.parallax.http.AcceptedTypes;
import io.parallax.http.client.Clients;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The path of a request for a benchmark. It leaves the edge for as long as it takes; each run of
/// the benchmark is admitted by itself ([BenchmarkRunner]).
@Component
final class BenchmarkExchange {
  private final ComputeProperties limits;
  private final MemoryBudget memory;
  private final Edge edge;
  private final Formats formats;
  private final Delivery delivery;
  private final RequestReader reader;
  private final BenchmarkRunner runner;
  private final Map<String, BenchmarkFormat> answers;

  BenchmarkExchange(
      ComputeProperties limits,
      MemoryBudget memory,
      Edge edge,
      Formats formats,
      Delivery delivery,
      RequestReader reader,
      BenchmarkRunner runner,
      List<BenchmarkFormat> answers) {
    this.limits = limits;
    this.memory = memory;
    this.edge = edge;
    this.formats = formats;
    this.delivery = delivery;
    this.reader = reader;
    this.runner = runner;
    this.answers = Formats.byMediaType(answers, format -> Set.of(format.mediaType()));
  }

  /// Runs the benchmark that the body asks for and writes its report.
  void run(HttpServletRequest request, HttpServletResponse response) throws IOException {
    BenchmarkFormat writer = format(request);
    if (formats.ofRequest(request, response) != reader) {
      response.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
      throw new RefusedException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "a benchmark is asked for in application/json");
    }
    Optional<Incoming> come = edge.receive(request, response);
    if (come.isPresent()) {
      run(request, come.get(), response, writer);
    }
  }

  private void run(
      HttpServletRequest request,
      Incoming incoming,
      HttpServletResponse response,
      BenchmarkFormat writer)
      throws IOException {
    Clients.Visit visit = Clients.visit(request);
    try (Absence absence = edge.threads().absence();
        ReceivedBody body = incoming.body();
        Reservation reservation = memory.reserve(0)) {
      visit.enter(Clients.Stage.COMPUTING);
      absence.beginLong();
      Deadline deadline =
          Deadline.after(incoming.arrivedNanos(), limits.maxTimeout(), visit.cancellation());
      BenchmarkRequest asked;
      try (RequestBody content = edge.unpacked(request, body)) {
        asked = reader.benchmark(content.stream(), reservation, deadline);
      }
      body.free();
      BenchmarkReport report = runner.run(asked, deadline);
      response.setContentType(writer.mediaType());
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
      delivery.sendLong(response, stream -> writer.write(report, stream), 0, visit);
    }
  }

  /// The accepted format with the highest quality; JSON, or else the first by name, among equals.
  private BenchmarkFormat format(HttpServletRequest request) {
    AcceptedTypes accepted =
        AcceptedTypes.of(request)
            .orElseThrow(() -> notAcceptable("the header Accept is not a list of media types"));
    return accepted
        .best(answers)
        .orElseThrow(() -> notAcceptable("none of the formats of the header Accept is written"));
  }

  private RefusedException notAcceptable(String what) {
    return new RefusedException(
        ProblemType.NOT_ACCEPTABLE,
        what + "; benchmarks are written as: " + String.join(", ", answers.keySet()));
  }
}
