package io.parallax.memory.testing;

import io.parallax.memory.BlockSource;
import io.parallax.memory.MappedFile;
import io.parallax.memory.MemoryBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Blocks that are files of a folder, each deleted when it is closed.
public final class FileBlocks implements BlockSource {
  private final Path folder;
  private final AtomicLong opened = new AtomicLong();

  public FileBlocks(Path folder) {
    this.folder = folder;
  }

  @Override
  public MemoryBlock open(long bytes) {
    Path name = folder.resolve("block" + opened.incrementAndGet());
    try {
      MappedFile file = MappedFile.create(name, bytes);
      return new MemoryBlock(this, file.memory(), () -> close(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void close(MappedFile file) {
    file.close();
    try {
      Files.delete(file.name());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
