package io.parallax.format.benchmark;

import io.parallax.benchmark.BenchmarkReport;
import java.io.IOException;
import java.io.OutputStream;

/// One format of reports, found as a bean. Thread safe.
public interface BenchmarkFormat {
  /// Type and subtype, such as `application/json`. No other bean has the same.
  String mediaType();

  /// Writes a report. The stream is flushed at the end and not closed.
  void write(BenchmarkReport report, OutputStream stream) throws IOException;
}
