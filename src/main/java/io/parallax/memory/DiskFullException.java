package io.parallax.memory;

import java.io.Serial;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// A file found no room on its disk.
public final class DiskFullException extends FileSystemException {
  @Serial private static final long serialVersionUID = 1;

  DiskFullException(Path name, long bytes) {
    super(name.toString(), null, "the disk has no room for " + ByteCount.text(bytes));
  }
}
