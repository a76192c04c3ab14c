package io.parallax.dataset;

import io.parallax.memory.BlockSource;
import io.parallax.memory.MappedFile;
import io.parallax.memory.MemoryBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of a draft, as blocks of memory. Bytes are promised by the folder before they are
/// charged, and a file has its room on the disk before anything is written. Thread safe.
final class DraftFiles implements BlockSource {
  private static final Logger LOG = LoggerFactory.getLogger(DraftFiles.class);

  private final DataFolder folder;
  private final IncomingFolder incoming;
  private final FolderBytes bytes;
  private final Set<MappedFile> files = ConcurrentHashMap.newKeySet();
  private long promisedBytes;
  private boolean complete;

  DraftFiles(DataFolder folder, IncomingFolder incoming, FolderBytes bytes) {
    this.folder = folder;
    this.incoming = incoming;
    this.bytes = bytes;
  }

  /// @throws io.parallax.error.ComputeException DATASET_QUOTA when the folder has no room
  @Override
  public void charge(long additional) {
    if (additional > 0) {
      try {
        folder
            .lock()
            .hold(
                () -> {
                  promise(additional);
                  return true;
                });
      } catch (IOException failure) {
        throw DataFolder.failure(failure);
      }
    }
  }

  private synchronized void promise(long additional) throws IOException {
    if (complete) {
      throw new IllegalStateException("the draft is published");
    }
    bytes.promise(additional);
    promisedBytes += additional;
  }

  @Override
  public synchronized void uncharge(long unneeded) {
    long given = Math.min(unneeded, promisedBytes);
    promisedBytes -= given;
    release(given);
  }

  private void release(long given) {
    try {
      incoming.release(given);
    } catch (IOException failure) {
      LOG.warn("The folder of datasets counts too much until the service ends", failure);
    }
  }

  /// A file is as long as what was asked for.
  @Override
  public long blockBytes(long wanted) {
    return wanted;
  }

  /// @throws io.parallax.error.ComputeException DATASET_QUOTA when the disk has no room
  @Override
  public MemoryBlock open(long blockBytes) {
    try {
      MappedFile file = create(blockBytes);
      return new MemoryBlock(this, file.memory(), () -> delete(file));
    } catch (IOException failure) {
      throw DataFolder.failure(failure);
    }
  }

  /// A new file of the draft, which is closed with [#delete].
  MappedFile create(long length) throws IOException {
    MappedFile file = MappedFile.create(incoming.next(), length);
    files.add(file);
    return file;
  }

  /// Whether a file is one of the draft's own.
  boolean owns(MappedFile file) {
    return files.contains(file);
  }

  /// Closes a file, and deletes it unless it has another name by now.
  void delete(MappedFile file) {
    files.remove(file);
    file.close();
    unlink(file);
  }

  private static void unlink(MappedFile file) {
    try {
      Files.deleteIfExists(file.name());
    } catch (IOException failure) {
      LOG.warn("{} cannot be deleted before the service ends", file.name(), failure);
    }
  }

  /// Ends what the draft may take: its columns are counted among those of the folder, and the other
  /// files lose their names. The memory of all files can be read until they are closed. Idempotent.
  synchronized void complete() {
    complete = true;
    files.forEach(DraftFiles::unlink);
    release(promisedBytes);
    promisedBytes = 0;
  }
}
