package io.parallax.format.json.scan;

import io.parallax.format.Lookahead;

/// Finds the end of an array of any kind.
public final class ArrayEnd {
  private ArrayEnd() {}

  /// The number of bytes up to and with the bracket that closes the array whose first bracket comes
  /// before the body's next byte; all bytes if there is no such bracket.
  public static long find(Lookahead body) {
    Window window = new Window(body.remaining());
    int depth = 1;
    boolean isInString = false;
    boolean isEscaped = false;
    for (long at = 0; at < body.remaining(); at = window.end()) {
      window.load(body, at, body.remaining());
      byte[] text = window.bytes();
      for (int index = 0; index < window.length(); index++) {
        byte unit = text[index];
        if (isInString) {
          isInString = isEscaped || unit != '"';
          isEscaped = !isEscaped && unit == '\\';
        } else if (unit == '"') {
          isInString = true;
        } else if (unit == '[') {
          depth++;
        } else if (unit == ']' && --depth == 0) {
          return at + index + 1;
        }
      }
    }
    return body.remaining();
  }
}
