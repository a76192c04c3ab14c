package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.memory.MappedFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns that requests read: verified, mapped once for all who read them, and kept mapped for
/// a while. Thread safe.
///
/// A mapping outlives the name of its file, so a reader keeps what it reads whatever happens to the
/// dataset.
final class ColumnFiles implements AutoCloseable {
  /// The most mappings that are kept though nobody reads them. Each takes a descriptor and
  /// addresses of this process, and no memory of its own.
  static final int MOST_IDLE = 256;

  private final DataFolder folder;
  private final ColumnVerifier verifier;

  /// The mappings by digest, the one that was used last at the end.
  private final Map<String, Mapping> mappings = new LinkedHashMap<>();

  private boolean closed;

  ColumnFiles(DataFolder folder, ColumnVerifier verifier) {
    this.folder = folder;
    this.verifier = verifier;
  }

  /// A column as its readers share it.
  private static final class Mapping {
    private final FileIdentity identity;
    private final MappedFile file;
    private int readers;

    Mapping(FileIdentity identity, MappedFile file) {
      this.identity = identity;
      this.file = file;
    }
  }

  /// A column that one reader reads.
  ///
  /// @param memory exactly its bytes, valid until it is closed
  record Pinned(MemorySegment memory, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /// Verifies and maps a column.
  ///
  /// @throws NoSuchFileException when its file is missing
  /// @throws ComputeException DATASET_DAMAGED when its bytes are not those that were stored;
  ///   DEADLINE_EXCEEDED or CANCELLED while they are verified
  Pinned pin(Dataset.Column column, Deadline deadline) throws IOException {
    if (column.bytes() == 0) {
      return new Pinned(MemorySegment.NULL, () -> {});
    }
    Path path = folder.column(column.sha256());
    while (true) {
      deadline.check();
      FileIdentity identity = verifier.verify(column, deadline);
      Mapping mapping = map(column.sha256(), path, identity);
      if (mapping != null) {
        return new Pinned(mapping.file.memory(), () -> unpin(column.sha256(), mapping));
      }
    }
  }

  /// The mapping of a file with one reader more; null when the name has another file by now.
  private synchronized @Nullable Mapping map(String sha256, Path path, FileIdentity identity)
      throws IOException {
    if (closed) {
      throw new ComputeException(ErrorCode.CANCELLED, "the service is about to end");
    }
    Mapping mapping = mappings.remove(sha256);
    if (mapping != null && !mapping.identity.equals(identity)) {
      closeUnlessRead(mapping);
      mapping = null;
    }
    if (mapping == null) {
      MappedFile file = MappedFile.open(path);
      if (!FileIdentity.of(path).equals(identity)) {
        file.close();
        return null;
      }
      mapping = new Mapping(identity, file);
    }
    mapping.readers++;
    mappings.put(sha256, mapping);
    return mapping;
  }

  private synchronized void unpin(String sha256, Mapping mapping) {
    mapping.readers--;
    if (mappings.get(sha256) != mapping || closed) {
      closeUnlessRead(mapping);
    } else {
      shrinkIdle();
    }
  }

  private void shrinkIdle() {
    long idle = mappings.values().stream().filter(mapping -> mapping.readers == 0).count();
    Iterator<Mapping> oldestFirst = mappings.values().iterator();
    while (idle > MOST_IDLE) {
      Mapping oldest = oldestFirst.next();
      if (oldest.readers == 0) {
        oldestFirst.remove();
        oldest.file.close();
        idle--;
      }
    }
  }

  private static void closeUnlessRead(Mapping mapping) {
    if (mapping.readers == 0) {
      mapping.file.close();
    }
  }

  /// Gives up the mappings of files that have no name any more, whose room on the disk is free once
  /// nobody reads them.
  synchronized void forgetDeleted() {
    mappings
        .entrySet()
        .removeIf(
            entry -> {
              Mapping mapping = entry.getValue();
              boolean there =
                  FileIdentity.find(folder.column(entry.getKey()))
                      .filter(mapping.identity::equals)
                      .isPresent();
              if (!there) {
                closeUnlessRead(mapping);
              }
              return !there;
            });
  }

  /// Closes what nobody reads; the rest is closed by its last reader.
  @Override
  public synchronized void close() {
    closed = true;
    mappings.values().forEach(ColumnFiles::closeUnlessRead);
    mappings.clear();
  }
}
