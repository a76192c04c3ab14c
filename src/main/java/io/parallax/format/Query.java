package io.parallax.format;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The query of a request's address, as forms and clients write it: `name=value` pairs between `&`,
/// in which `+` is a blank and `%2B` a plus.
///
/// @param parameters name → values, both in the order of the query; a parameter without `=` has the
///   value ""
/// @param hasPlus whether it was sent with a `+`, which has become a blank
public record Query(Map<String, List<String>> parameters, boolean hasPlus) {
  private static final int HEXADECIMAL = 16;

  /// Takes a query apart.
  ///
  /// @throws ComputeException MALFORMED_BODY for what is not percent-encoded UTF-8
  public static Query of(String sent) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : sent.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return new Query(parameters, sent.indexOf('+') >= 0);
  }

  /// The value of a parameter that may be there once.
  ///
  /// @throws ComputeException MALFORMED_BODY when it is there twice
  public Optional<String> value(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new ComputeException(
          ErrorCode.MALFORMED_BODY, "the query has the parameter \"" + name + "\" twice");
    }
    return values.stream().findFirst();
  }

  /// The query without a parameter.
  public Query without(String name) {
    Map<String, List<String>> others = new LinkedHashMap<>(parameters);
    others.remove(name);
    return new Query(others, hasPlus);
  }

  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '%') {
        bytes.write(hexadecimal(text, at + 1));
        at += 2;
      } else {
        bytes.write(character == '+' ? ' ' : character);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException other) {
      throw malformed(text);
    }
  }

  private static int hexadecimal(String text, int at) {
    if (at + 2 > text.length()) {
      throw malformed(text);
    }
    int high = Character.digit(text.charAt(at), HEXADECIMAL);
    int low = Character.digit(text.charAt(at + 1), HEXADECIMAL);
    if (high < 0 || low < 0) {
      throw malformed(text);
    }
    return high * HEXADECIMAL + low;
  }

  private static ComputeException malformed(String text) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY,
        "the query is not percent-encoded UTF-8 at \"%s\"; a percent sign is written %%25"
            .formatted(text));
  }
}
