package io.parallax.http.compute;

import io.parallax.format.AnswerFormat;
import io.parallax.format.OutputOptions;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import io.parallax.type.ArrayType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The formats of answers. Finds the format that a request accepts. Thread safe.
@Component
final class AnswerFormats {
  private final Map<String, AnswerFormat> answers;

  AnswerFormats(List<AnswerFormat> answers) {
    this.answers = Formats.byMediaType(answers, format -> Set.of(format.mediaType()));
  }

  /// The format of the answer: the accepted format with the highest quality. Of several with the
  /// same quality it is JSON, otherwise the first by name.
  ///
  /// @throws RefusedException NOT_ACCEPTABLE, also when the answer may not be sent in any coding
  AnswerFormat of(HttpServletRequest request) {
    AcceptedCodings.of(request);
    return best(accepted(request))
        .orElseThrow(() -> notAcceptable("none of the formats of the header Accept is written"));
  }

  /// Refuses a request whose results cannot be written in the format of its answer.
  ///
  /// @throws RefusedException NOT_ACCEPTABLE
  /// @throws io.parallax.error.ComputeException INVALID_ARGUMENT if the format cannot follow the
  ///   options of the output
  void requireWritable(AnswerFormat format, OutputOptions output, Map<String, ArrayType> results) {
    format.check(output);
    format
        .refusal(results)
        .ifPresent(
            reason -> {
              throw notAcceptable(format.mediaType() + " " + reason);
            });
  }

  /// Requires that the client accepts JSON, the only format of explanations.
  ///
  /// @throws RefusedException NOT_ACCEPTABLE when the client does not accept JSON
  void requireJson(HttpServletRequest request) {
    if (quality(MediaType.APPLICATION_JSON, accepted(request)) == 0) {
      throw new RefusedException(
          ProblemType.NOT_ACCEPTABLE, "explanations are written as application/json only");
    }
  }

  private Optional<AnswerFormat> best(List<MediaType> accepted) {
    return answers.values().stream()
        .filter(format -> quality(format, accepted) > 0)
        .max(
            Comparator.<AnswerFormat>comparingDouble(format -> quality(format, accepted))
                .thenComparing(
                    format -> format.mediaType().equals(MediaType.APPLICATION_JSON_VALUE))
                .thenComparing(AnswerFormat::mediaType, Comparator.reverseOrder()));
  }

  private static double quality(AnswerFormat format, List<MediaType> accepted) {
    return quality(MediaType.parseMediaType(format.mediaType()), accepted);
  }

  /// The quality of a media type, given by the most specific of the ranges that include it; 0 if
  /// none includes it.
  private static double quality(MediaType written, List<MediaType> accepted) {
    return accepted.stream()
        .filter(range -> range.includes(written))
        .max(Comparator.comparingInt(AnswerFormats::specificity))
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }

  private static int specificity(MediaType range) {
    return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
  }

  private static List<MediaType> accepted(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    try {
      List<MediaType> ranges = MediaType.parseMediaTypes(headers);
      return ranges.isEmpty() ? List.of(MediaType.ALL) : ranges;
    } catch (InvalidMediaTypeException malformed) {
      throw new RefusedException(
          ProblemType.NOT_ACCEPTABLE, "the header Accept is not a list of media types");
    }
  }

  private RefusedException notAcceptable(String what) {
    return new RefusedException(
        ProblemType.NOT_ACCEPTABLE,
        what + "; answers are written as: " + String.join(", ", answers.keySet()));
  }
}
