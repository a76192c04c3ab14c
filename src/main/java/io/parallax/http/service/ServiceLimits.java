package io.parallax.http.service;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;

import io.parallax.compute.AdmissionProperties;
import io.parallax.compute.AnalysisCache;
import io.parallax.compute.HeapBudget;
import io.parallax.http.HttpProperties;
import io.parallax.limit.Limit;
import io.parallax.memory.MemoryBudget;
import io.parallax.strategy.ExecutorSelector;
import java.util.List;
import org.springframework.stereotype.Component;

/// What all requests together keep to.
@Component
final class ServiceLimits {
  private final HttpProperties http;
  private final AdmissionProperties admission;
  private final MemoryBudget memory;
  private final HeapBudget heap;
  private final AnalysisCache readings;
  private final ExecutorSelector selector;

  ServiceLimits(
      HttpProperties http,
      AdmissionProperties admission,
      MemoryBudget memory,
      HeapBudget heap,
      AnalysisCache readings,
      ExecutorSelector selector) {
    this.http = http;
    this.admission = admission;
    this.memory = memory;
    this.heap = heap;
    this.readings = readings;
    this.selector = selector;
  }

  List<Limit> limits() {
    return List.of(
        bytes("memoryBytes", memory.limitBytes(), "the arrays of all requests together"),
        bytes(
            "planBytes",
            heap.limitBytes(),
            "the texts, programs and partial results of all requests together"),
        count("threads", selector.maximumParallelism(), "threads", "the computing of one request"),
        count("connections", http.openConnections(), "connections", "the service"),
        count(
            "concurrentRequests",
            admission.concurrency(),
            "requests",
            "requests in work, tiny ones not counted"),
        count("queuedRequests", admission.waiting(), "requests", "requests waiting to be let in"),
        bytes(
            "rememberedBytes",
            readings.limitBytes(),
            "the texts and programs of requests that may be asked again"));
  }
}
