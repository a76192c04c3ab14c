package io.parallax.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// The folder below `incoming` in which this instance writes what is not complete. Its file
/// `promised` tells other instances how many bytes the drafts of this one may still take. Thread
/// safe.
final class IncomingFolder implements AutoCloseable {
  private static final String PROMISED = "promised";

  private final OwnedFolder folder;
  private final FileChannel promised;
  private final AtomicLong files = new AtomicLong();
  private long promisedBytes;

  /// Makes the folder. The caller holds the lock of the data folder.
  IncomingFolder(DataFolder data) throws IOException {
    folder =
        OwnedFolder.of(
            Files.createDirectory(data.incoming().resolve(UUID.randomUUID().toString())));
    promised =
        FileChannel.open(
            folder.path().resolve(PROMISED),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    promise(0);
  }

  /// A name in the folder that no file has had.
  Path next() {
    return folder.path().resolve("part-" + files.incrementAndGet());
  }

  /// Promises bytes to a draft. The caller holds the lock of the data folder.
  synchronized void promise(long bytes) throws IOException {
    write(promisedBytes + bytes);
  }

  /// Takes a promise back.
  synchronized void release(long bytes) throws IOException {
    write(promisedBytes - bytes);
  }

  private void write(long bytes) throws IOException {
    promisedBytes = bytes;
    promised.write(ByteBuffer.allocate(Long.BYTES).putLong(0, bytes), 0);
  }

  /// The bytes promised to the drafts of all instances.
  static long promisedBytes(DataFolder data) throws IOException {
    long sum = 0;
    for (String instance : DataFolder.names(data.incoming())) {
      sum += promisedBytes(data.incoming().resolve(instance));
    }
    return sum;
  }

  private static long promisedBytes(Path instance) throws IOException {
    try {
      byte[] number = Files.readAllBytes(instance.resolve(PROMISED));
      return number.length == Long.BYTES ? ByteBuffer.wrap(number).getLong() : 0;
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  /// Deletes the folders of instances that have ended. The caller holds the lock of the data
  /// folder, as does whoever makes such a folder.
  static void sweep(DataFolder data) throws IOException {
    for (String instance : DataFolder.names(data.incoming())) {
      Path other = data.incoming().resolve(instance);
      if (OwnedFolder.state(other) != OwnedFolder.State.ALIVE) {
        OwnedFolder.delete(other);
      }
    }
  }

  /// Deletes the folder.
  @Override
  public void close() throws IOException {
    promised.close();
    folder.close();
  }
}
