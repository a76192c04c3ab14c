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
    json.writeObjectPropertyStart("execution");
    writeOutline(json, execution);
    writeDecision(json, execution.decision());
    json.writeEndObject();
  }

  /// Writes an execution as an object, without the candidates of its decision.
  static void writeBrief(JsonGenerator json, ComputeResult.Execution execution) {
    json.writeStartObject();
    writeOutline(json, execution);
    json.writeObjectPropertyStart("decision");
    writeChoice(json, execution.decision());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeOutline(JsonGenerator json, ComputeResult.Execution execution) {
    json.writeStringProperty("strategy", execution.decision().executor());
    json.writeNumberProperty("parallelism", execution.decision().parallelism());
    json.writeNumberProperty("morsels", execution.morsels());
    json.writeNumberProperty("peakBytes", execution.peakBytes());
    if (execution.isRecalled()) {
      json.writeBooleanProperty("cached", true);
    }
    execution.functions().ifPresent(functions -> writeFunctions(json, functions));
  }

  private static void writeFunctions(JsonGenerator json, ComputeResult.Functions functions) {
    json.writeStringProperty(
        "mode", functions.items().map(items -> items.mode().label()).orElse("inlined"));
    functions
        .items()
        .ifPresent(
            items -> {
              json.writeNumberProperty("lanes", items.lanes());
              json.writeNumberProperty("tasks", items.tasks());
              json.writeNumberProperty("iterations", items.iterations());
            });
  }

  private static void writeChoice(JsonGenerator json, Decision decision) {
    json.writeStringProperty("executor", decision.executor());
    json.writeStringProperty("reason", decision.reason());
  }

  /// Writes the field `decision`.
  static void writeDecision(JsonGenerator json, Decision decision) {
    json.writeObjectPropertyStart("decision");
    writeChoice(json, decision);
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
