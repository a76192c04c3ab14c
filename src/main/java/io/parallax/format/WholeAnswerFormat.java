package io.parallax.format;

import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// A format in which every array is written whole. It has no samples, no summaries and no place for
/// a result without a value.
public interface WholeAnswerFormat extends AnswerFormat {

  /// Writes the results.
  ///
  /// @param results whole arrays, by name, in the order asked
  void write(Map<String, StoredArray> results, OutputStream stream) throws IOException;

  @Override
  default void check(OutputOptions output) {
    switch (output.values()) {
      case AUTO, ALL -> {}
      case SUMMARY, NONE ->
          throw new ComputeException(
                  ErrorCode.INVALID_ARGUMENT,
                  "%s is written whole: output.values is auto or all".formatted(mediaType()))
              .atPointer("/output/values");
    }
  }

  @Override
  default boolean writesMissing() {
    return false;
  }

  @Override
  default long writtenElements(long count, OutputOptions output) {
    return count;
  }

  @Override
  default boolean summarizes(long count, OutputOptions output) {
    return false;
  }

  /// None but those of all formats.
  @Override
  default Map<String, String> headers(ComputeResult result, OutputOptions output) {
    return Map.of();
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
    write(stored(result), stream);
    stream.flush();
    return timings.withEncode(System.nanoTime() - startNanos);
  }

  /// The results as they are written, by name, in the order asked.
  static Map<String, StoredArray> stored(ComputeResult result) {
    Map<String, StoredArray> stored = new LinkedHashMap<>();
    result.arrays().forEach((name, array) -> stored.put(name, StoredArray.of(array)));
    return stored;
  }
}
