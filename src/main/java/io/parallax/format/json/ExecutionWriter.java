package io.parallax.format.json;

import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import io.parallax.strategy.Decision;
import tools.jackson.core.JsonGenerator;

/// Writes how a request was run, why it was run this way, and how long it took.
final class ExecutionWriter {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final double MICROS_PER_MILLI = 1_000;

  private ExecutionWriter() {}

  /// Writes the field `execution`.
  static void writeExecution(JsonGenerator json, ComputeResult.Execution execution) {
    Decision decision = execution.decision();
    json.writeObjectPropertyStart("execution");
    json.writeStringProperty("strategy", decision.executor());
    json.writeNumberProperty("parallelism", decision.parallelism());
    json.writeNumberProperty("morsels", execution.morsels());
    json.writeNumberProperty("peakBytes", execution.peakBytes());
    writeDecision(json, decision);
    json.writeEndObject();
  }

  /// Writes the field `decision`.
  static void writeDecision(JsonGenerator json, Decision decision) {
    json.writeObjectPropertyStart("decision");
    json.writeStringProperty("executor", decision.executor());
    json.writeStringProperty("reason", decision.reason());
    json.writeArrayPropertyStart("candidates");
    for (Decision.Candidate candidate : decision.candidates()) {
      json.writeStartObject();
      json.writeStringProperty("executor", candidate.executor());
      switch (candidate) {
        case Decision.Estimated estimated -> {
          json.writeNumberProperty("parallelism", estimated.parallelism());
          json.writeNumberProperty("predictedMs", rounded(estimated.predictedMillis()));
          estimated
              .compilation()
              .ifPresent(
                  compilation -> {
                    json.writeNumberProperty("compileMs", rounded(compilation.predictedMillis()));
                    json.writeStringProperty("pending", compilation.progress());
                  });
        }
        case Decision.Rejected rejected -> json.writeStringProperty("rejected", rejected.reason());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// Writes the field `timings`.
  static void writeTimings(JsonGenerator json, Timings timings) {
    json.writeObjectPropertyStart("timings");
    json.writeStringProperty("unit", "ms");
    writeNanos(json, "decode", timings.decodeNanos());
    writeNanos(json, "plan", timings.planNanos());
    writeNanos(json, "generate", timings.generateNanos());
    writeNanos(json, "queue", timings.queueNanos());
    writeNanos(json, "compile", timings.compileNanos());
    writeNanos(json, "compute", timings.computeNanos());
    writeNanos(json, "encode", timings.encodeNanos());
    writeNanos(json, "total", timings.totalNanos());
    json.writeEndObject();
  }

  private static void writeNanos(JsonGenerator json, String name, long nanos) {
    json.writeNumberProperty(name, Math.round((double) nanos / NANOS_PER_MICRO) / MICROS_PER_MILLI);
  }

  /// The time rounded to whole microseconds.
  private static double rounded(double millis) {
    return Math.round(millis * MICROS_PER_MILLI) / MICROS_PER_MILLI;
  }
}
