package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// Translates the parser's message about a body that is not JSON into words for the caller: what
/// was found and where, but not which of the parser's settings would allow it.
final class Malformed {
  private static final List<MessagePattern> LIMITS =
      List.of(
          new MessagePattern(
              "Number value length .* allowed \\((\\d+)", "a number has more than %s digits"),
          new MessagePattern(
              "String value length .* allowed \\((\\d+)", "a string has more than %s characters"),
          new MessagePattern(
              "Name length .* allowed \\((\\d+)", "a name has more than %s characters"),
          new MessagePattern(
              "nesting depth .* allowed \\((\\d+)",
              "objects and arrays are nested deeper than %s"));

  private static final List<MessagePattern> MISTAKES =
      List.of(
          new MessagePattern(
              "(?:Unrecognized|Non-standard) token '(-?Infinity|NaN)",
              "write %1$s as a string: \"%1$s\""),
          new MessagePattern("(?:Unrecognized|Non-standard) token 'True", "write true, not True"),
          new MessagePattern(
              "(?:Unrecognized|Non-standard) token 'False", "write false, not False"),
          new MessagePattern("(?:Unrecognized|Non-standard) token 'None", "write null, not None"),
          new MessagePattern(
              "(?:Unrecognized|Non-standard) token '([^']{1,40})", "unknown word %s"),
          new MessagePattern("Unexpected (?:character|close marker) \\(?'(.)'", "unexpected '%s'"),
          new MessagePattern("Leading zeroes", "numbers have no leading zeros"),
          new MessagePattern("character escape '(.)'", "unknown escape \\%s"),
          new MessagePattern("surrogate pair", "a name holds half a surrogate pair"),
          new MessagePattern(
              "Illegal unquoted", "control characters are escaped in strings, such as \\n"),
          new MessagePattern("Illegal character", "a control character stands outside of a string"),
          new MessagePattern(
              "Invalid UTF-8", // which the stream has checked, so the byte begins or continues one
              "a byte order mark, or another character that is not ASCII, stands outside of a"
                  + " string"));

  private Malformed() {}

  /// A pattern of the parser's messages, and the words that replace it. The first group of the
  /// pattern is inserted into the words.
  private record MessagePattern(Pattern pattern, String words) {
    MessagePattern(String pattern, String words) {
      this(Pattern.compile(pattern), words);
    }

    Optional<String> of(String message) {
      Matcher matcher = pattern.matcher(message);
      if (!matcher.find()) {
        return Optional.empty();
      }
      return Optional.of(matcher.groupCount() == 0 ? words : words.formatted(matcher.group(1)));
    }
  }

  static ComputeException complaint(JacksonException failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    if (failure instanceof StreamConstraintsException) {
      String limit = worded(LIMITS, message).orElse("the body exceeds a limit of JSON");
      return new ComputeException(ErrorCode.TOO_LARGE, limit + place(failure));
    }
    String found =
        failure instanceof UnexpectedEndOfInputException || message.startsWith("Unexpected end")
            ? "the body ends too early"
            : "the body is not well-formed JSON"
                + worded(MISTAKES, message).map(words -> ": " + words).orElse("");
    return new ComputeException(ErrorCode.MALFORMED_BODY, found + place(failure));
  }

  private static Optional<String> worded(List<MessagePattern> wordings, String message) {
    return wordings.stream().flatMap(key -> key.of(message).stream()).findFirst();
  }

  private static String place(JacksonException failure) {
    TokenStreamLocation location = failure.getLocation();
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
