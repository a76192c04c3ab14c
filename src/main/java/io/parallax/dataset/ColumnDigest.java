package io.parallax.dataset;

import io.parallax.limit.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Computes the digest of a column on all cores: SHA-256 of the SHA-256 digests of its pieces of 4
/// MiB, the last of which may be shorter. A column without bytes has no piece. Thread safe.
final class ColumnDigest implements AutoCloseable {
  static final int PIECE_BYTES = 4 << 20;

  private static final int BUFFER_BYTES = 64 << 10;
  private static final int DIGEST_BYTES = 32;

  private final ExecutorService helpers;
  private final int helperCount;

  ColumnDigest() {
    helperCount = Runtime.getRuntime().availableProcessors() - 1;
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, helperCount),
            Thread.ofPlatform().daemon().name("dataset-digest-", 0).factory());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The digest of memory, in hex.
  ///
  /// @throws io.parallax.error.ComputeException DEADLINE_EXCEEDED or CANCELLED
  String of(MemorySegment memory, Deadline deadline) throws IOException {
    return new Run(
            memory.byteSize(),
            deadline,
            (buffer, length, offset) ->
                MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, buffer, 0, length))
        .onAllCores();
  }

  /// The digest of the first `bytes` of a file, in hex.
  ///
  /// @throws EOFException when the file is shorter
  /// @throws io.parallax.error.ComputeException DEADLINE_EXCEEDED or CANCELLED
  String of(FileChannel file, long bytes, Deadline deadline) throws IOException {
    return new Run(
            bytes,
            deadline,
            (buffer, length, offset) -> read(file, ByteBuffer.wrap(buffer, 0, length), offset))
        .onAllCores();
  }

  /// As [#of], on the calling thread alone.
  String quietly(FileChannel file, long bytes, Deadline deadline) throws IOException {
    return new Run(
            bytes,
            deadline,
            (buffer, length, offset) -> read(file, ByteBuffer.wrap(buffer, 0, length), offset))
        .onThisThread();
  }

  private static void read(FileChannel file, ByteBuffer buffer, long offset) throws IOException {
    while (buffer.hasRemaining()) {
      if (file.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("the file ends at " + (offset + buffer.position()));
      }
    }
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }

  /// Fills the beginning of a buffer with the bytes that begin at an offset.
  private interface Bytes {
    void fill(byte[] buffer, int length, long offset) throws IOException;
  }

  /// One digest. Threads claim pieces until there are none left.
  private final class Run {
    private final long bytes;
    private final Deadline deadline;
    private final Bytes source;
    private final long pieces;
    private final byte[] digests;
    private final AtomicLong claimed = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Phaser working = new Phaser(1);

    Run(long bytes, Deadline deadline, Bytes source) {
      this.bytes = bytes;
      this.deadline = deadline;
      this.source = source;
      this.pieces = Math.ceilDiv(bytes, (long) PIECE_BYTES);
      this.digests = new byte[Math.toIntExact(pieces * DIGEST_BYTES)];
    }

    String onAllCores() throws IOException {
      long wanted = Math.min(helperCount, pieces - 1);
      for (long helper = 0; helper < wanted; helper++) {
        helpers.execute(this::help);
      }
      return onThisThread();
    }

    String onThisThread() throws IOException {
      work();
      // Threads that come later find nothing to claim, and touch nothing.
      working.arriveAndAwaitAdvance();
      working.forceTermination();
      switch (failure.get()) {
        case IOException unreadable -> throw unreadable;
        case RuntimeException refused -> throw refused;
        case null, default -> {}
      }
      return HexFormat.of().formatHex(sha256().digest(digests));
    }

    private void help() {
      if (working.register() >= 0) {
        try {
          work();
        } finally {
          working.arriveAndDeregister();
        }
      }
    }

    private void work() {
      MessageDigest digest = sha256();
      byte[] buffer = new byte[BUFFER_BYTES];
      try {
        for (long piece = next(); piece < pieces; piece = next()) {
          deadline.check();
          piece(piece, digest, buffer);
        }
      } catch (IOException | RuntimeException failed) {
        failure.compareAndSet(null, failed);
        claimed.set(pieces);
      }
    }

    private long next() {
      return claimed.get() >= pieces ? pieces : claimed.getAndIncrement();
    }

    private void piece(long piece, MessageDigest digest, byte[] buffer) throws IOException {
      long end = Math.min(bytes, (piece + 1) * PIECE_BYTES);
      for (long offset = piece * PIECE_BYTES; offset < end; offset += BUFFER_BYTES) {
        int length = (int) Math.min(BUFFER_BYTES, end - offset);
        source.fill(buffer, length, offset);
        digest.update(buffer, 0, length);
      }
      byte[] result = digest.digest();
      System.arraycopy(result, 0, digests, Math.toIntExact(piece * DIGEST_BYTES), DIGEST_BYTES);
    }
  }
}
