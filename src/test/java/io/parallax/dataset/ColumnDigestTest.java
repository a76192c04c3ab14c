package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.array.testing.Filled;
import io.parallax.dataset.testing.Content;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnDigestTest {
  private static final int PIECE = 4 << 20;

  @TempDir private Path folder;
  private final ColumnDigest digest = new ColumnDigest();

  @AfterEach
  void close() {
    digest.close();
  }

  @Test
  void isTheDigestOfTheDigestsOfPieces() throws Exception {
    for (int length : new int[] {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 5 * PIECE + 77}) {
      byte[] bytes = new byte[length];
      new Random(length).nextBytes(bytes);
      Path file = Files.write(folder.resolve("column"), bytes);
      try (Arena arena = Arena.ofConfined();
          FileChannel channel = FileChannel.open(file)) {
        MemorySegment memory = arena.allocate(Math.max(1, length)).asSlice(0, length);
        memory.copyFrom(MemorySegment.ofArray(bytes));
        assertThat(shared(memory)).isEqualTo(expected(bytes));
        assertThat(digest.of(channel, length, Content.soon())).isEqualTo(expected(bytes));
        assertThat(digest.quietly(channel, length, Content.soon())).isEqualTo(expected(bytes));
      }
    }
  }

  /// The digest of memory that any thread may read.
  private String shared(MemorySegment memory) throws IOException {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment copy = arena.allocate(Math.max(1, memory.byteSize()));
      copy.copyFrom(memory);
      return digest.of(copy.asSlice(0, memory.byteSize()), Content.soon());
    }
  }

  private static String expected(byte[] bytes) throws Exception {
    MessageDigest whole = MessageDigest.getInstance("SHA-256");
    for (int from = 0; from < bytes.length; from += PIECE) {
      int to = Math.min(bytes.length, from + PIECE);
      whole.update(
          MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, from, to)));
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  @Test
  void stopsAtTheDeadlineAndAtTheEndOfAFile() throws IOException {
    Path file = Files.write(folder.resolve("column"), new byte[3 * PIECE]);
    try (FileChannel channel = FileChannel.open(file)) {
      Deadline over = Deadline.after(System.nanoTime() - 1, Duration.ZERO);
      assertThat(Filled.failureCode(() -> digest.of(channel, 3L * PIECE, over)))
          .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThatThrownBy(() -> digest.of(channel, 3L * PIECE + 1, Content.soon()))
          .isInstanceOf(EOFException.class);
    }
  }
}
