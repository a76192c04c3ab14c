package io.parallax.executor.worker;

import io.parallax.program.Program;
import io.parallax.program.ProgramText;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// A digest of a program, by which two processes check that they have the same program.
public final class ProgramDigest {
  private ProgramDigest() {}

  /// The digest of a program; equal for programs with equal text, in every process.
  public static int of(Program program) {
    CRC32C checksum = new CRC32C();
    checksum.update(ProgramText.of(program).getBytes(StandardCharsets.UTF_8));
    return (int) checksum.getValue();
  }
}
