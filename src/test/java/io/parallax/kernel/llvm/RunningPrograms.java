package io.parallax.kernel.llvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file with the number of the program each thread runs, right also after the process is gone.
final class RunningPrograms implements AutoCloseable {
  private final FileChannel file;

  RunningPrograms(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  void starts(int thread, long number) throws IOException {
    byte[] line =
        "thread %3d runs program %12d%n"
            .formatted(thread, number)
            .getBytes(StandardCharsets.US_ASCII);
    file.write(ByteBuffer.wrap(line), (long) thread * line.length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
