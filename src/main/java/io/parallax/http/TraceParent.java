package io.parallax.http;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place in a trace, as the header `traceparent` of W3C's Trace Context states it.
///
/// @param trace the trace's id, 32 hexadecimal digits, not all of them 0
/// @param span the id of the place, 16 hexadecimal digits, not all of them 0
/// @param flags two hexadecimal digits
record TraceParent(String trace, String span, String flags) {
  static final String HEADER = "traceparent";

  /// Versions after 00 may add fields at the end. There is no version ff.
  private static final Pattern SENT =
      Pattern.compile(
          "(?:00|(?!ff|00)[0-9a-f]{2}(?=.{53}(?:-|$)))"
              + "-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final String VERSION = "00";

  /// The place that a client states; empty for none, or for what is not one, which the
  /// specification lets a service ignore.
  static Optional<TraceParent> of(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher sent = SENT.matcher(header);
    boolean isOne = sent.matches() && !(header.startsWith(VERSION) && sent.group(4) != null);
    return isOne
        ? Optional.of(new TraceParent(sent.group(1), sent.group(2), sent.group(3)))
        : Optional.empty();
  }

  /// A place of its own in the same trace.
  TraceParent child() {
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return new TraceParent(trace, HexFormat.of().toHexDigits(id), flags);
  }

  @Override
  public String toString() {
    return String.join("-", VERSION, trace, span, flags);
  }
}
