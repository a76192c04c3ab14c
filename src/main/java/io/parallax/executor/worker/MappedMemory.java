package io.parallax.executor.worker;

import io.parallax.memory.MappedFile;
import io.parallax.memory.SharedMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The memory of one step, as the worker sees it: parts of the shared memory, and of files that are
/// mapped while the step runs. Mapping a file costs no copy. For one thread.
final class MappedMemory implements AutoCloseable {
  private final SharedMapping shared;
  private final Map<String, MappedFile> files = new HashMap<>();

  MappedMemory(SharedMapping shared) {
    this.shared = shared;
  }

  /// @throws UncheckedIOException when the file cannot be mapped, which ends the worker
  MemorySegment at(Command.Extent extent) {
    return switch (extent) {
      case Command.Extent.Shared(long offset, long count) -> shared.at(offset, count);
      case Command.Extent.OfFile(String path, boolean isWritable, long offset, long count) ->
          files
              .computeIfAbsent(path, _ -> open(Path.of(path), isWritable))
              .memory()
              .asSlice(offset, count);
    };
  }

  private static MappedFile open(Path path, boolean isWritable) {
    try {
      return isWritable ? MappedFile.openToWrite(path) : MappedFile.open(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    files.values().forEach(MappedFile::close);
  }
}
