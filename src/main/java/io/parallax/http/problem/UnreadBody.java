package io.parallax.http.problem;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rest of a body whose request has failed. A client that is cut off while it sends often never
/// sees the answer, and a connection can be used again only after the whole body has been read. So
/// the bytes that come within a moment are read. Then Tomcat, which is told to read no more, closes
/// the connection after the answer.
public final class UnreadBody {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final int BUFFER_BYTES = 16 * 1024;

  private static final String UNREADABLE = UnreadBody.class.getName();

  private UnreadBody() {}

  /// Records that reading the request's body has failed and would fail again.
  public static void giveUp(HttpServletRequest request) {
    request.setAttribute(UNREADABLE, true);
  }

  /// Reads the rest of the body. Returns at the body's end, after two seconds, or after a tenth of
  /// a second of silence. Never waits in a read, which could end in Tomcat's own answer. A client
  /// that waits to be asked for its body is not asked.
  static void drain(HttpServletRequest request) {
    if (request.getHeader("Expect") != null || request.getAttribute(UNREADABLE) != null) {
      return;
    }
    byte[] ignored = new byte[BUFFER_BYTES];
    long startNanos = System.nanoTime();
    long heardNanos = startNanos;
    try {
      ServletInputStream body = request.getInputStream();
      while (!body.isFinished()
          && isWithin(PATIENCE, startNanos)
          && isWithin(SILENCE, heardNanos)) {
        if (body.available() == 0) {
          LockSupport.parkNanos(PAUSE.toNanos());
        } else if (body.read(ignored) < 0) {
          return;
        } else {
          heardNanos = System.nanoTime();
        }
      }
    } catch (IOException gone) {
      LOG.debug("The client left before its body was read", gone);
    }
  }

  private static boolean isWithin(Duration time, long startNanos) {
    return System.nanoTime() - startNanos < time.toNanos();
  }
}
