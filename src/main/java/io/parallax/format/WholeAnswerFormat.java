package io.parallax.format;

import io.parallax.compute.ComputeResult;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// A format in which every array is written whole: it has no samples and no summaries.
public interface WholeAnswerFormat extends AnswerFormat {

  @Override
  default void check(OutputOptions output) {
    switch (output.values()) {
      case AUTO, ALL -> {}
      case DATASET ->
          throw new ComputeException(
                  ErrorCode.INVALID_ARGUMENT,
                  "results that are kept in a dataset are told in application/json, not in %s: send"
                          .formatted(mediaType())
                      + " Accept: application/json, and read the dataset's data in any format")
              .atPointer("/output/values");
      case SUMMARY, NONE ->
          throw new ComputeException(
                  ErrorCode.INVALID_ARGUMENT,
                  "%s is written whole: output.values is auto or all".formatted(mediaType()))
              .atPointer("/output/values");
    }
  }

  @Override
  default long writtenElements(long count, OutputOptions output) {
    return count;
  }

  @Override
  default boolean summarizes(long count, OutputOptions output) {
    return false;
  }

  @Override
  default OptionalLong length(ComputeResult result, OutputOptions output) {
    return length(stored(result, output));
  }

  @Override
  default Map<String, String> headers(ComputeResult result, OutputOptions output) {
    return headers(stored(result, output));
  }

  /// None but those of all formats.
  @Override
  default Map<String, String> headers(Map<String, StoredArray> arrays) {
    return Map.of();
  }

  /// The results that have values, as they are written, by name, in the order asked.
  static Map<String, StoredArray> stored(ComputeResult result, OutputOptions output) {
    Map<String, StoredArray> stored = new LinkedHashMap<>();
    result
        .arrays()
        .forEach(
            (name, array) -> {
              if (!result.missing().containsKey(name)) {
                stored.put(name, new StoredArray(array, output.written(array.type())));
              }
            });
    return stored;
  }
}
