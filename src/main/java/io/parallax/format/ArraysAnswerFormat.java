package io.parallax.format;

import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import java.io.IOException;
import java.io.OutputStream;

/// A format that holds whole arrays and nothing else. It has no place for a result without a value.
public interface ArraysAnswerFormat extends WholeAnswerFormat {

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
