package io.parallax.http.compute;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/// Arrays and the format they are written in.
sealed interface Written permits ComputedAnswer, WrittenArrays {
  /// Whether the body is text, which compresses well.
  boolean isText();

  /// The number of elements that are written.
  long elements();

  /// Sets the headers of the answer except its length.
  void setHeaders(HttpServletResponse response);

  /// Sets the length of the answer where it is known.
  void announceLength(HttpServletResponse response);

  void write(OutputStream stream) throws IOException;
}
