package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;

/// Says for the caller why a body is not JSON: what was found and where. The parser says where;
/// what is there is seen in the bytes around, so that nothing depends on the parser's sentences.
final class Malformed {
  private static final Pattern NOT_FINITE = Pattern.compile("[-+]?(?:Infinity|NaN)");
  private static final int WORD_CHARACTERS = 40;

  /// Half a surrogate pair, as an escape.
  private static final String HALF_PAIR = "\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}";

  private Malformed() {}

  static ComputeException complaint(JacksonException failure, JsonParser parser, BodyStream body) {
    if (failure instanceof BodyLimits.ExceededException exceeded) {
      return new ComputeException(
          ErrorCode.TOO_LARGE, exceeded.getOriginalMessage() + place(failure, body));
    }
    TokenStreamLocation location = failure.getLocation();
    Optional<String> mistake =
        location == null
            ? Optional.empty()
            : mistake(body.around(location.getByteOffset()), parser.streamReadContext());
    String found =
        mistake
            .map(words -> "the body is not well-formed JSON: " + words)
            .orElse("the body ends too early");
    return new ComputeException(ErrorCode.MALFORMED_BODY, found + place(failure, body));
  }

  /// What is wrong at a place where the parser stopped; empty where the body ends.
  private static Optional<String> mistake(Excerpt excerpt, TokenStreamContext context) {
    String before = excerpt.wordBefore();
    if (NOT_FINITE.matcher(before).matches()) {
      String word = before.startsWith("+") ? before.substring(1) : before;
      return Optional.of("write " + word + " as a string: \"" + word + '"');
    }
    return excerpt.isAtEnd() ? Optional.empty() : Optional.of(unexpected(excerpt, context));
  }

  private static String unexpected(Excerpt excerpt, TokenStreamContext context) {
    byte found = excerpt.byteAt(0);
    byte last = excerpt.byteAt(-1);
    if (found >= 0 && found < ' ') {
      return "control characters are escaped in strings, such as \\n, and stand nowhere else";
    }
    if (last == '\\') {
      return "unknown escape \\" + (char) found;
    }
    if (excerpt.follows(HALF_PAIR)) {
      return "a name holds half a surrogate pair";
    }
    if (found < 0 || last < 0) { // the stream has checked that it is UTF-8
      return "a byte order mark, or another character that is not ASCII, stands outside of a"
          + " string";
    }
    if (Character.isDigit(found) && last == '0') {
      return "numbers have no leading zeros";
    }
    if (last == '+' && !excerpt.follows("[eE]\\+")) {
      return "unexpected '+'";
    }
    return Character.isLetter(found) && isValueExpected(excerpt.before(), context)
        ? unknown(excerpt.word())
        : "unexpected '" + (char) found + "'";
  }

  private static boolean isValueExpected(byte before, TokenStreamContext context) {
    return context.inRoot()
        || before == ':'
        || before == '['
        || (before == ',' && context.inArray());
  }

  private static String unknown(String word) {
    return switch (word) {
      case "True" -> "write true, not True";
      case "False" -> "write false, not False";
      case "None" -> "write null, not None";
      default ->
          "unknown word "
              + (word.length() > WORD_CHARACTERS ? word.substring(0, WORD_CHARACTERS) : word);
    };
  }

  private static String place(JacksonException failure, BodyStream body) {
    TokenStreamLocation location = failure.getLocation();
    return location == null ? "" : " " + body.places().of(location);
  }
}
