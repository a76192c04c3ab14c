package io.parallax.format.benchmark;

import io.parallax.benchmark.BenchmarkEnvironment;
import io.parallax.benchmark.BenchmarkReport;
import io.parallax.benchmark.BenchmarkReport.Comparison;
import io.parallax.benchmark.BenchmarkReport.Crossover;
import io.parallax.benchmark.BenchmarkReport.Row;
import io.parallax.benchmark.BenchmarkReport.Skipped;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Reports as JSON, with everything they hold. Times are in milliseconds.
@Component
final class BenchmarkJson implements BenchmarkFormat {
  private final JsonFactory factory =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public void write(BenchmarkReport report, OutputStream stream) {
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), stream)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("comparisons");
      report.comparisons().forEach(comparison -> write(json, comparison, report.bytesPerSecond()));
      json.writeEndArray();
      write(json, report.environment(), report.bytesPerSecond());
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, Comparison comparison, double bandwidth) {
    json.writeStartObject();
    json.writeStringProperty("name", comparison.name());
    json.writeArrayPropertyStart("rows");
    comparison.rows().forEach(row -> write(json, row, bandwidth));
    json.writeEndArray();
    json.writeArrayPropertyStart("winners");
    for (long size : comparison.sizes()) {
      json.writeStartObject();
      json.writeNumberProperty("size", size);
      json.writeStringProperty("strategy", comparison.winner(size).strategy());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("crossovers");
    for (Crossover crossover : comparison.crossovers()) {
      json.writeStartObject();
      json.writeStringProperty("from", crossover.from());
      json.writeStringProperty("to", crossover.to());
      json.writeNumberProperty("size", crossover.size());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("skipped");
    for (Skipped skipped : comparison.skipped()) {
      json.writeStartObject();
      json.writeStringProperty("strategy", skipped.strategy());
      json.writeNumberProperty("size", skipped.size());
      json.writeStringProperty("reason", skipped.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Row row, double bandwidth) {
    json.writeStartObject();
    json.writeStringProperty("strategy", row.strategy());
    json.writeNumberProperty("size", row.size());
    json.writeNumberProperty("parallelism", row.parallelism());
    json.writeNumberProperty("runs", row.runs());
    json.writeNumberProperty("medianMs", millis(row.nanos().median()));
    json.writeNumberProperty("lowerQuartileMs", millis(row.nanos().lower()));
    json.writeNumberProperty("upperQuartileMs", millis(row.nanos().upper()));
    json.writeNumberProperty("elementsPerSecond", row.elementsPerSecond());
    json.writeNumberProperty("bytesPerSecond", row.bytesPerSecond());
    json.writeNumberProperty("bandwidthShare", row.bytesPerSecond() / bandwidth);
    row.speedUp().ifPresent(speedUp -> json.writeNumberProperty("speedUp", speedUp));
    json.writeBooleanProperty("sameBits", row.sameBits());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, BenchmarkEnvironment machine, double bandwidth) {
    json.writeObjectPropertyStart("environment");
    json.writeStringProperty("processor", machine.processor());
    json.writeNumberProperty("cores", machine.cores());
    json.writeStringProperty("javaVersion", machine.java());
    json.writeStringProperty("operatingSystem", machine.operatingSystem());
    json.writeNumberProperty("memoryBytesPerSecond", bandwidth);
    json.writeEndObject();
  }

  private static double millis(double nanos) {
    return nanos / TimeUnit.MILLISECONDS.toNanos(1);
  }
}
