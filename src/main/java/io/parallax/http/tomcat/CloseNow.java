package io.parallax.http.tomcat;

import io.parallax.http.problem.ClosingFailures;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes Tomcat close a connection at once, so that the client cannot mistake a part of an answer
/// for the whole.
@Component
public final class CloseNow implements ClosingFailures {
  /// A failure for which Tomcat closes the connection.
  public static IOException failure(@Nullable String reason, Throwable cause) {
    return new CloseNowException(reason, cause);
  }

  @Override
  public boolean closes(Throwable failure) {
    return failure instanceof CloseNowException;
  }
}
