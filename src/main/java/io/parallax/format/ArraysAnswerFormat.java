package io.parallax.format;

import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// A format that holds whole arrays and nothing else. It has no place for a result without a value.
public interface ArraysAnswerFormat extends WholeAnswerFormat {

  /// Writes the results.
  ///
  /// @param results whole arrays, by name, in the order asked
  void write(Map<String, StoredArray> results, OutputStream stream) throws IOException;

  @Override
  default boolean writesMissing() {
    return false;
  }

  @Override
  default Timings write(
      ComputeRequest request,
      ComputeResult result,
      Timings timings,
      OutputOptions output,
      OutputStream stream)
      throws IOException {
    long startNanos = System.nanoTime();
    write(WholeAnswerFormat.stored(result, output), stream);
    stream.flush();
    return timings.withEncode(System.nanoTime() - startNanos);
  }
}
