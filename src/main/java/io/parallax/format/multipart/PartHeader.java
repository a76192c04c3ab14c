package io.parallax.format.multipart;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.Locale;
import java.util.Optional;

/// What the header of a part says.
///
/// @param name of the part
/// @param fileName of the file that the part was, if it is told
/// @param type the content's type if it is told
record PartHeader(String name, Optional<String> fileName, Optional<HeaderValue> type) {

  /// @param text the lines of the header
  /// @param offset of the header in the body, for messages
  static PartHeader of(String text, long offset) {
    Optional<HeaderValue> disposition = Optional.empty();
    Optional<HeaderValue> type = Optional.empty();
    for (String line : text.strip().split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw malformed("has a line that is no header field", offset);
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> {
          requireNo(disposition, "Content-Disposition", offset);
          disposition = Optional.of(parsed(value, offset));
        }
        case "content-type" -> {
          requireNo(type, "Content-Type", offset);
          type = Optional.of(parsed(value, offset));
        }
        case "content-transfer-encoding" -> requirePlain(value, offset);
        case "content-encoding" -> requireIdentity(value, offset);
        default -> {
          // RFC 7578 has other fields ignored.
        }
      }
    }
    if (disposition.isEmpty() || !disposition.get().value().equals("form-data")) {
      throw malformed("has no Content-Disposition: form-data", offset);
    }
    String name = disposition.get().parameters().get("name");
    if (name == null || name.isEmpty()) {
      throw malformed(
          "has no name: a part is named \"request\" or after its input, as in curl's -F"
              + " 'x=@x.npy'",
          offset);
    }
    return new PartHeader(
        decoded(name), Optional.ofNullable(disposition.get().parameters().get("filename")), type);
  }

  private static void requireNo(Optional<HeaderValue> earlier, String field, long offset) {
    if (earlier.isPresent()) {
      throw malformed("has the field " + field + " twice", offset);
    }
  }

  private static HeaderValue parsed(String value, long offset) {
    Optional<String> doubled = HeaderValue.doubledParameter(value);
    if (doubled.isPresent()) {
      throw malformed(
          "has a field with the parameter \"%s\" twice: %s".formatted(doubled.get(), value),
          offset);
    }
    return HeaderValue.of(value)
        .orElseThrow(() -> malformed("has a field that cannot be read: " + value, offset));
  }

  private static void requireIdentity(String encoding, long offset) {
    if (!encoding.equalsIgnoreCase("identity")) {
      throw malformed(
          "has a Content-Encoding, which is not read: send the part as it is, and compress the"
              + " whole body",
          offset);
    }
  }

  private static void requirePlain(String encoding, long offset) {
    switch (encoding.toLowerCase(Locale.ROOT)) {
      case "binary", "8bit", "7bit" -> {
        // The content is as it is.
      }
      default -> throw malformed("has a Content-Transfer-Encoding, which is not read", offset);
    }
  }

  /// The name without the escapes that browsers write (HTML, "multipart form data").
  private static String decoded(String name) {
    return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
  }

  private static ComputeException malformed(String what, long offset) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY, "the part at byte %d %s".formatted(offset, what));
  }
}
