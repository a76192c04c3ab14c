package io.parallax.format;

import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import io.parallax.type.ArrayType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One format of the answers to requests that compute, found as a bean. Thread safe.
///
/// A reader of any format can tell a whole answer from one that broke off: by the length that was
/// announced ([#length]), by the end of a chunked body, or by the last record of the format itself.
public interface AnswerFormat {
  /// Type and subtype of the bodies, such as `application/json`. No other bean has the same.
  String mediaType();

  /// Whether bodies are text, which compresses well.
  boolean isText();

  /// The reason why results cannot be written in this format, as the rest of a sentence that begins
  /// with the media type; empty when they can be written. Called before anything is computed.
  ///
  /// @param results the arrays that the request returns, by name, in the order asked; those of a
  ///   filter have their largest shape, and in the end all have the same
  Optional<String> refusal(Map<String, ArrayType> results);

  /// Refuses options of the output that this format cannot follow.
  ///
  /// @throws io.parallax.error.ComputeException INVALID_ARGUMENT with a pointer
  void check(OutputOptions output);

  /// Whether a result without a value can be written among others.
  boolean writesMissing();

  /// The number of elements that are written of an array with `count` elements.
  long writtenElements(long count, OutputOptions output);

  /// Whether an array with `count` elements is written with a summary.
  boolean summarizes(long count, OutputOptions output);

  /// Headers that tell what the body does not, by name.
  Map<String, String> headers(ComputeResult result, OutputOptions output);

  /// The exact number of bytes that [#write] writes, where it is known beforehand.
  OptionalLong length(ComputeResult result, OutputOptions output);

  /// The exact number of bytes that writing arrays alone takes, where it is known beforehand.
  OptionalLong length(Map<String, StoredArray> arrays);

  /// Headers that tell of arrays alone what the body does not, by name.
  Map<String, String> headers(Map<String, StoredArray> arrays);

  /// Writes arrays alone, such as the columns of a dataset. The stream is flushed at the end and
  /// not closed. Exceptions of the stream pass to the caller.
  ///
  /// @param arrays whole arrays, by name, for whose types [#refusal] was empty
  void write(Map<String, StoredArray> arrays, OutputStream stream) throws IOException;

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
