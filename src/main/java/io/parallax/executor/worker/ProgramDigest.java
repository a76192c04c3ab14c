package io.parallax.executor.worker;

import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Tells whether two processes mean the same program.
public final class ProgramDigest {
  private ProgramDigest() {}

  /// The same for programs that read alike, in every process.
  public static int of(Program program) {
    CRC32C checksum = new CRC32C();
    checksum.update(ProgramText.of(program).getBytes(StandardCharsets.UTF_8));
    return (int) checksum.getValue();
  }
}
