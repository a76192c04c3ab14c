package io.parallax.http.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.http.HttpProperties;
import io.parallax.limit.Cancellation;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReceptionTest {
  private static final int BODY_BYTES = 1 << 20;
  private static final long MEMORY_BYTES = 2L << 20;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MemoryBudget memory = new MemoryBudget(MEMORY_BYTES);
  private final HttpProperties limits =
      new Binder(
              new MapConfigurationPropertySource(
                  Map.of("parallax.http.body", BODY_BYTES + "B", "parallax.http.receiving", "1")))
          .bindOrCreate("parallax.http", HttpProperties.class);
  private final Reception reception =
      new Reception(limits, memory, new StageTimers(meters), meters);
  private final Cancellation cancellation = new Cancellation();

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(reception.receiving()).isZero();
    assertThat(heldBytes()).isZero();
    assertThat(memory.inUseBytes()).isZero();
  }

  @Test
  void bodiesOfAnyLengthComeOutAsTheyCameIn() throws IOException {
    for (int length : new int[] {0, 1, 8_191, 8_192, 65_535, 65_536, 65_537, 300_000, BODY_BYTES}) {
      byte[] sent = bytes(length);
      for (boolean announced : new boolean[] {true, false}) {
        try (ReceivedBody body = receive(sent, announced)) {
          assertThat(body.length()).isEqualTo(length);
          assertThat(body.isLong()).isEqualTo(length > 65_536);
          assertThat(body.readAllBytes()).isEqualTo(sent);
          assertThat(heldBytes()).isZero();
        }
      }
    }
  }

  @Test
  void bytesToComeCanBeLookedAtBeforeTheyAreReadOrSkipped() throws IOException {
    Random random = new Random(3);
    byte[] sent = bytes(BODY_BYTES);
    byte[] seen = new byte[100_000];
    try (ReceivedBody body = receive(sent, true)) {
      int at = 0;
      while (at < sent.length) {
        int distance = random.nextInt(sent.length - at);
        int count = Math.min(random.nextInt(seen.length), sent.length - at - distance);
        body.look(distance, seen, 0, count);
        assertThat(Arrays.mismatch(seen, 0, count, sent, at + distance, at + distance + count))
            .isNegative();
        int step = Math.min(1 + random.nextInt(70_000), sent.length - at);
        if (random.nextBoolean()) {
          assertThat(body.skip(step)).isEqualTo(step);
        } else {
          assertThat(body.readNBytes(step)).isEqualTo(Arrays.copyOfRange(sent, at, at + step));
        }
        at += step;
        assertThat(body.remaining()).isEqualTo(sent.length - at);
      }
      assertThat(heldBytes()).isZero();
    }
  }

  @Test
  void aBodyOfKnownLengthTakesNoMoreThanThat() throws IOException {
    try (ReceivedBody body = receive(bytes(300_000), true)) {
      assertThat(heldBytes()).isEqualTo(300_000 - 65_536);
      assertThat(body.read()).isNotNegative();
    }
  }

  @Test
  void aBodyForWhichThereIsNoMemoryLeavesNothingBehind() {
    try (Reservation _ = memory.reserve(MEMORY_BYTES - 300_000)) {
      assertThat(failure(() -> receive(bytes(BODY_BYTES), false)))
          .isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
    }
  }

  @Test
  void bodiesTakeTheirShareOfMemoryAndNoMore() throws IOException {
    try (ReceivedBody _ = receive(bytes(BODY_BYTES), true)) {
      assertThat(failure(() -> receive(bytes(BODY_BYTES), true)))
          .isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
      assertThat(failure(() -> receive(bytes(BODY_BYTES), false)))
          .isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
      receive(bytes(65_536), true).close();
    }
  }

  @Test
  void aBodyThatIsGivenUpIsReceivedNoFurther() {
    cancellation.cancel("given up");
    assertThat(failure(() -> receive(bytes(300_000), true))).isEqualTo(ErrorCode.CANCELLED);
  }

  private interface Call {
    void run() throws IOException;
  }

  private static ErrorCode failure(Call call) {
    return Objects.requireNonNull(catchThrowableOfType(ComputeException.class, call::run)).code();
  }

  private double heldBytes() {
    return meters.get("parallax.receiving.memory").gauge().value();
  }

  private ReceivedBody receive(byte[] sent, boolean announced) throws IOException {
    BoundedBody body =
        new BoundedBody(new Sent(sent), announced ? sent.length : -1, limits, cancellation);
    ReceivedBody received = reception.begin(body);
    boolean whole = false;
    try {
      reception.await(body, received);
      whole = true;
      return received;
    } finally {
      if (!whole) {
        received.close();
      }
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /// A body that is there; only its first bytes came with the headers.
  private static final class Sent extends ServletInputStream {
    private final ByteArrayInputStream bytes;
    private final int length;

    private Sent(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.length = bytes.length;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      return bytes.read(target, offset, Math.min(count, 5_000));
    }

    @Override
    public int available() {
      return Math.max(0, 10_000 - (length - bytes.available()));
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("nothing is read without waiting");
    }
  }
}
