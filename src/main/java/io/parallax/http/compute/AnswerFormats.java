package io.parallax.http.compute;

import io.parallax.format.AnswerFormat;
import io.parallax.format.OutputOptions;
import io.parallax.http.AcceptedTypes;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import io.parallax.type.ArrayType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The formats of answers. Finds the format that a request accepts. Thread safe.
@Component
public final class AnswerFormats {
  private static final MediaType PARQUET = new MediaType("application", "vnd.apache.parquet");

  private final Map<String, AnswerFormat> answers;

  AnswerFormats(List<AnswerFormat> answers) {
    this.answers = Formats.byMediaType(answers, format -> Set.of(format.mediaType()));
  }

  /// The format of the answer: the accepted format with the highest quality. Of several with the
  /// same quality it is JSON, otherwise the first by name.
  ///
  /// @throws RefusedException NOT_ACCEPTABLE, also when the answer may not be sent in any coding
  public AnswerFormat of(HttpServletRequest request) {
    AcceptedCodings.of(request);
    return plainly(request)
        .or(() -> accepted(request).best(answers))
        .orElseThrow(() -> notAcceptable(unwritten(accepted(request))));
  }

  private static String unwritten(AcceptedTypes accepted) {
    return accepted.quality(PARQUET) > 0
        ? "Parquet is read and not written; application/vnd.apache.arrow.stream holds the same"
            + " columns"
        : "none of the formats of the header Accept is written";
  }

  /// The format of a request that accepts all media types, or one that is written; nearly all
  /// requests do.
  private Optional<AnswerFormat> plainly(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders(HttpHeaders.ACCEPT);
    String only = headers.hasMoreElements() ? headers.nextElement() : MediaType.ALL_VALUE;
    if (headers.hasMoreElements()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        answers.get(only.equals(MediaType.ALL_VALUE) ? MediaType.APPLICATION_JSON_VALUE : only));
  }

  /// Refuses a request whose results cannot be written in the format of its answer.
  ///
  /// @throws RefusedException NOT_ACCEPTABLE
  /// @throws io.parallax.error.ComputeException INVALID_ARGUMENT if the format cannot follow the
  ///   options of the output
  public void requireWritable(
      AnswerFormat format, OutputOptions output, Map<String, ArrayType> results) {
    format.check(output);
    format
        .refusal(results)
        .ifPresent(
            reason -> {
              throw notAcceptable(format.mediaType() + " " + reason);
            });
  }

  /// Requires that the client accepts JSON, the only format of an answer.
  ///
  /// @param what the answer is, in the plural
  /// @throws RefusedException NOT_ACCEPTABLE when the client does not accept JSON
  public void requireJson(HttpServletRequest request, String what) {
    if (accepted(request).quality(MediaType.APPLICATION_JSON) == 0) {
      throw new RefusedException(
          ProblemType.NOT_ACCEPTABLE, what + " are written as application/json only");
    }
  }

  private static AcceptedTypes accepted(HttpServletRequest request) {
    return AcceptedTypes.of(request)
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemType.NOT_ACCEPTABLE, "the header Accept is not a list of media types"));
  }

  private RefusedException notAcceptable(String what) {
    return new RefusedException(
        ProblemType.NOT_ACCEPTABLE,
        what + "; answers are written as: " + String.join(", ", answers.keySet()));
  }
}
