package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.JsonBodies;
import io.parallax.limit.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How bodies come in.
class BodyStreamTest {
  @RegisterExtension private final JsonBodies bodies = new JsonBodies();

  @Test
  void stopsABodyThatTricklesInPastTheDeadline() {
    Deadline deadline = JsonBodies.far();
    InputStream trickle =
        new InputStream() {
          private int count;

          @Override
          public int read() {
            return "{\"inputs\":{\"a\":[1".charAt(Math.min(count++, 16));
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            if (count == 100) {
              deadline.cancel();
            }
            buffer[offset] = (byte) read();
            return 1;
          }
        };

    assertThatThrownBy(() -> bodies.evaluate(trickle, deadline))
        .isInstanceOfSatisfying(
            ComputeException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CANCELLED));
  }

  @Test
  void passesWhatTheStreamThrows() {
    IOException broken = new IOException("connection reset");
    ComputeException tooLarge = new ComputeException(ErrorCode.TOO_LARGE, "the body is too large");

    assertThatThrownBy(() -> bodies.evaluate(new BreakingStream(broken), JsonBodies.far()))
        .isSameAs(broken);
    assertThatThrownBy(() -> bodies.evaluate(new BreakingStream(tooLarge), JsonBodies.far()))
        .isSameAs(tooLarge);
  }

  @Test
  void leavesTheStreamOpenAndRead() throws IOException {
    byte[] body = "{\"expression\":\"1\"}   \n".getBytes(StandardCharsets.UTF_8);
    boolean[] closed = {false};
    InputStream stream =
        new ByteArrayInputStream(body) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    bodies.evaluate(stream, JsonBodies.far());

    assertThat(stream.available()).isZero();
    assertThat(closed[0]).isFalse();
  }

  /// A body's beginning and then a failure.
  private static final class BreakingStream extends InputStream {
    private static final byte[] BEGINNING =
        "{\"expression\":\"1\",\"inputs\":{\"a\":[1,".getBytes(StandardCharsets.UTF_8);

    private final Exception failure;
    private int position;

    BreakingStream(Exception failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (position < BEGINNING.length) {
        return BEGINNING[position++];
      }
      if (failure instanceof IOException broken) {
        throw broken;
      }
      throw (RuntimeException) failure;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      buffer[offset] = (byte) read();
      return 1;
    }
  }
}
