package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.ByteCount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/// The bytes that the datasets of a folder take, and the most they may take. Whoever asks holds the
/// lock of the folder.
///
/// The bytes of the columns are counted once and then kept in a file, which is missing while they
/// change: after a crash they are counted again.
final class FolderBytes {
  private final DataFolder folder;
  private final IncomingFolder incoming;
  private final long quotaBytes;

  /// @param quotaBytes the most bytes of columns and drafts of all instances together
  FolderBytes(DataFolder folder, IncomingFolder incoming, long quotaBytes) {
    this.folder = folder;
    this.incoming = incoming;
    this.quotaBytes = quotaBytes;
  }

  long quotaBytes() {
    return quotaBytes;
  }

  /// The bytes of all columns and of what is promised to drafts.
  long used() throws IOException {
    return columns() + IncomingFolder.promisedBytes(folder);
  }

  /// Promises bytes to a draft of this instance.
  ///
  /// @throws ComputeException DATASET_QUOTA when they are not free
  void promise(long bytes) throws IOException {
    long free = quotaBytes - used();
    if (bytes > free) {
      throw new ComputeException(
          ErrorCode.DATASET_QUOTA,
          "%s are needed and %s of the limit datasetBytes of %s are free"
              .formatted(
                  ByteCount.text(bytes),
                  ByteCount.text(Math.max(0, free)),
                  ByteCount.text(quotaBytes)));
    }
    incoming.promise(bytes);
  }

  /// The bytes of all columns.
  long columns() throws IOException {
    try {
      byte[] number = Files.readAllBytes(folder.total());
      if (number.length == Long.BYTES) {
        return ByteBuffer.wrap(number).getLong();
      }
    } catch (NoSuchFileException unknown) {
      // Counted below.
    }
    return count();
  }

  /// Something that changes the columns.
  @FunctionalInterface
  interface Change {
    /// Makes the change, and returns the bytes by which the columns have grown.
    long run() throws IOException;
  }

  /// Changes the columns.
  void change(Change change) throws IOException {
    long before = columns();
    Files.deleteIfExists(folder.total());
    long grown = change.run();
    write(before + grown);
  }

  /// Counts the bytes of all columns anew.
  long count() throws IOException {
    long sum = 0;
    for (String name : DataFolder.names(folder.columns())) {
      sum += DataFolder.length(folder.columns().resolve(name));
    }
    write(sum);
    return sum;
  }

  private void write(long bytes) throws IOException {
    try {
      Files.write(folder.total(), ByteBuffer.allocate(Long.BYTES).putLong(0, bytes).array());
    } catch (IOException full) {
      // What is too short is no total: the columns are counted again.
      Files.deleteIfExists(folder.total());
    }
  }
}
