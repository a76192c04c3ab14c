package io.parallax.http.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.error.ComputeException;
import io.parallax.http.Pace;
import io.parallax.limit.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {
  private static final byte[] LONG = new byte[100_000];

  private final Semaphore encoders = new Semaphore(1);
  private final Cancellation cancellation = new Cancellation();

  @Test
  void theClientGetsEveryByteInOrder() throws IOException {
    ByteArrayOutputStream client = new ByteArrayOutputStream();
    for (int at = 0; at < LONG.length; at++) {
      LONG[at] = (byte) ((at * 31) >> 3);
    }
    try (AnswerStream stream = stream(client)) {
      stream.begin();
      stream.write(LONG[0]);
      stream.write(LONG, 1, LONG.length - 1);
      stream.finish();
    }

    assertThat(client.toByteArray()).isEqualTo(LONG);
    assertThat(encoders.availablePermits()).isEqualTo(1);
  }

  @Test
  void longPiecesAreSentFromWhereTheyAre() throws IOException {
    byte[] source = new byte[200_000];
    List<byte[]> sent = new ArrayList<>();
    OutputStream client =
        new OutputStream() {
          @Override
          public void write(int value) {
            throw new AssertionError("a single byte");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            sent.add(bytes);
          }
        };
    try (AnswerStream stream = stream(client)) {
      stream.begin();
      stream.write(source);
      stream.finish();
    }

    assertThat(sent).hasSize(4);
    assertThat(sent.subList(0, 3)).allSatisfy(bytes -> assertThat(bytes).isSameAs(source));
    assertThat(sent.getLast()).isNotSameAs(source);
  }

  @Test
  void nobodyEncodesWhileItsClientIsWaitedFor() throws IOException {
    OutputStream client =
        new OutputStream() {
          @Override
          public void write(int value) {}

          @Override
          public void write(byte[] source, int offset, int length) {
            assertThat(encoders.availablePermits()).isEqualTo(1);
          }
        };
    try (AnswerStream stream = stream(client)) {
      stream.begin();
      assertThat(encoders.availablePermits()).isZero();
      stream.write(LONG);
      assertThat(encoders.availablePermits()).isZero();
    }
  }

  @Test
  void aClientThatIsGoneCostsNoPermit() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("gone");
          }
        };
    AnswerStream stream = stream(gone);
    stream.begin();
    assertThatThrownBy(() -> stream.write(LONG)).hasMessage("gone");
    stream.close();
    stream.close();

    assertThat(encoders.availablePermits()).isEqualTo(1);
  }

  @Test
  void whoeverIsGivenUpDoesNotWaitToEncode() throws InterruptedException {
    encoders.acquireUninterruptibly();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (AnswerStream stream = stream(OutputStream.nullOutputStream())) {
                    stream.begin();
                  } catch (ComputeException cancelled) {
                    failure.set(cancelled);
                  }
                });
    Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);
    cancellation.cancel("given up");
    waiting.join();

    assertThat(failure.get()).hasMessageContaining("given up");
    assertThat(encoders.availablePermits()).isZero();
  }

  @Test
  void whoeverIsGivenUpBetweenTwoPiecesIsCutOff() {
    AnswerStream stream = stream(OutputStream.nullOutputStream());
    stream.begin();
    cancellation.cancel("given up");
    assertThatThrownBy(() -> stream.write(LONG))
        .isInstanceOf(IOException.class)
        .hasMessage("given up");
    stream.close();

    assertThat(encoders.availablePermits()).isEqualTo(1);
  }

  private AnswerStream stream(OutputStream client) {
    Pace pace = new Pace(() -> 0, Duration.ofSeconds(1));
    return new AnswerStream(client, Duration.ofMinutes(1), pace, encoders, cancellation);
  }
}
