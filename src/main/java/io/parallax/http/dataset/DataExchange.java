package io.parallax.http.dataset;

import io.parallax.compute.ComputeProperties;
import io.parallax.dataset.Dataset;
import io.parallax.dataset.DatasetStore;
import io.parallax.dataset.OpenDataset;
import io.parallax.format.AnswerFormat;
import io.parallax.format.OutputOptions;
import io.parallax.http.client.Clients;
import io.parallax.http.compute.AnswerFormats;
import io.parallax.http.compute.Delivery;
import io.parallax.http.compute.WrittenArrays;
import io.parallax.http.tomcat.EdgeThreads;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Writes the elements of datasets straight from their files, of any size, in every format of
/// answers. Thread safe.
@Component
final class DataExchange {
  /// All elements.
  private static final OutputOptions WHOLE =
      new OutputOptions(
          OutputOptions.Values.ALL, OutputOptions.DEFAULT_SAMPLE, OutputOptions.Int64As.NUMBER);

  /// The bytes of a dataset that is opened, and verified, on a thread of the edge.
  private static final long FEW_BYTES = 1 << 20;

  private final DatasetStore store;
  private final AnswerFormats formats;
  private final Delivery delivery;
  private final EdgeThreads threads;
  private final MemoryBudget memory;
  private final ComputeProperties limits;

  DataExchange(
      DatasetStore store,
      AnswerFormats formats,
      Delivery delivery,
      EdgeThreads threads,
      MemoryBudget memory,
      ComputeProperties limits) {
    this.store = store;
    this.formats = formats;
    this.delivery = delivery;
    this.threads = threads;
    this.memory = memory;
    this.limits = limits;
  }

  /// Answers with the part of a dataset that the request's parameters name.
  void write(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long arrivedNanos = System.nanoTime();
    Parameters parameters =
        Parameters.of(request, RowRange.COLUMNS, RowRange.OFFSET, RowRange.LIMIT);
    Dataset dataset = store.find(id);
    AnswerFormat format = formats.of(request);
    RowRange range = RowRange.of(dataset, parameters);
    formats.requireWritable(format, WHOLE, range.types());
    if (tag(dataset, range, format, request).answers(request, response)) {
      return;
    }
    Clients.Visit visit = Clients.visit(request);
    Deadline deadline = Deadline.after(arrivedNanos, limits.maxTimeout(), visit.cancellation());
    try (Absence absence = threads.absence();
        Reservation reservation = memory.reserve(0)) {
      if (dataset.bytes() > FEW_BYTES) {
        absence.begin();
      }
      try (OpenDataset open = store.open(id, deadline)) {
        WrittenArrays arrays = new WrittenArrays(range.of(open), format);
        if (request.getMethod().equals("HEAD")) {
          delivery.describe(arrays, request, response);
        } else {
          delivery.deliver(arrays, request, response, reservation, absence, visit);
        }
      }
    }
  }

  private static EntityTag tag(
      Dataset dataset, RowRange range, AnswerFormat format, HttpServletRequest request) {
    List<String> texts = new ArrayList<>();
    texts.add(dataset.sha256());
    texts.add(format.mediaType());
    texts.add(range.from() + "+" + range.count());
    String codings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    texts.add(codings == null ? "" : codings);
    range.columns().forEach(column -> texts.add(column.name()));
    return EntityTag.of(texts);
  }
}
