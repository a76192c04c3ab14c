package io.parallax.format;

import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// One format of the answers to requests that compute, found as a bean. Thread safe.
public interface AnswerFormat {
  /// Type and subtype of the bodies, such as `application/json`. No other bean has the same.
  String mediaType();

  /// The reason why results cannot be written in this format, as the rest of a sentence that begins
  /// with the media type; empty when they can be written. Called before anything is computed.
  ///
  /// @param results the names of the arrays that the request returns
  Optional<String> refusal(List<String> results);

  /// Whether a result without a value can be written among others.
  boolean writesMissing();

  /// The number of elements that are written of an array with `count` elements.
  long writtenElements(long count, OutputOptions output);

  /// Whether an array with `count` elements is written with a summary.
  boolean summarizes(long count, OutputOptions output);

  /// Writes an answer straight from its arrays. The stream is flushed at the end and not closed.
  /// Exceptions of the stream pass to the caller.
  ///
  /// @param request a request for which [#refusal] was empty
  /// @param result has the summaries of the arrays that [#summarizes] names
  /// @param timings the request's times so far
  /// @return the timings, in which `encode` is the time this method took
  Timings write(
      ComputeRequest request,
      ComputeResult result,
      Timings timings,
      OutputOptions output,
      OutputStream stream)
      throws IOException;
}
