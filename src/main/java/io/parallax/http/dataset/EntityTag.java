package io.parallax.http.dataset;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.HttpHeaders;

/// An entity tag (RFC 9110, 8.8.3) of an answer that depends on a few texts alone.
///
/// @param opaque what is between the quotation marks
record EntityTag(String opaque) {
  private static final int DIGITS = 40;

  /// The tag of the answer that these texts determine.
  static EntityTag of(List<String> texts) {
    MessageDigest digest = sha256();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return new EntityTag(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
  }

  /// A new digest.
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has it", impossible);
    }
  }

  /// Sets the header of the answer, and makes it 304 without a body if the client has what the tag
  /// is of.
  ///
  /// @return whether the answer is complete
  boolean answers(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(HttpHeaders.ETAG, '"' + opaque + '"');
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (!isKnownTo(request)) {
      return false;
    }
    response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    return true;
  }

  /// Whether the header `If-None-Match` has the tag, compared weakly.
  private boolean isKnownTo(HttpServletRequest request) {
    for (String header : Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH))) {
      for (String each : header.split(",", -1)) {
        String sent = each.strip();
        String strong = sent.startsWith("W/") ? sent.substring(2) : sent;
        if (sent.equals("*") || strong.equals('"' + opaque + '"')) {
          return true;
        }
      }
    }
    return false;
  }
}
