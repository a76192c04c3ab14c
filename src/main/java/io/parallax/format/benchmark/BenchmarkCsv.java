package io.parallax.format.benchmark;

import io.parallax.benchmark.BenchmarkReport;
import io.parallax.benchmark.BenchmarkReport.Comparison;
import io.parallax.benchmark.BenchmarkReport.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// The rows of a report as CSV (RFC 4180), with a line of names. Times are in milliseconds.
@Component
final class BenchmarkCsv implements BenchmarkFormat {
  private static final String NAMES =
      "name,strategy,size,parallelism,runs,medianMs,lowerQuartileMs,upperQuartileMs,"
          + "elementsPerSecond,bytesPerSecond,bandwidthShare,speedUp,sameBits\r\n";

  @Override
  public String mediaType() {
    return "text/csv";
  }

  @Override
  public void write(BenchmarkReport report, OutputStream stream) throws IOException {
    StringBuilder text = new StringBuilder(NAMES);
    for (Comparison comparison : report.comparisons()) {
      for (Row row : comparison.rows()) {
        append(text, comparison.name(), row, report.bytesPerSecond());
      }
    }
    stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private static void append(StringBuilder text, String name, Row row, double bandwidth) {
    OptionalDouble speedUp = row.speedUp();
    text.append('"').append(name.replace("\"", "\"\"")).append('"');
    text.append(',').append(row.strategy()).append(',').append(row.size());
    text.append(',').append(row.parallelism()).append(',').append(row.runs());
    text.append(',').append(millis(row.nanos().median()));
    text.append(',').append(millis(row.nanos().lower()));
    text.append(',').append(millis(row.nanos().upper()));
    text.append(',').append(row.elementsPerSecond()).append(',').append(row.bytesPerSecond());
    text.append(',').append(row.bytesPerSecond() / bandwidth);
    text.append(',').append(speedUp.isPresent() ? Double.toString(speedUp.getAsDouble()) : "");
    text.append(',').append(row.sameBits()).append("\r\n");
  }

  private static double millis(double nanos) {
    return nanos / TimeUnit.MILLISECONDS.toNanos(1);
  }
}
