package io.parallax.format.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Python and its packages as readers of what is written here.
public final class Python {
  private Python() {}

  /// What a program prints. A file is given to it as the bytes `data` and, loaded by NumPy, as
  /// `load()`; NumPy is `np`. The test is skipped where Python or a package is missing.
  public static String prints(String program, byte[] data) throws Exception {
    Process python;
    try {
      python =
          new ProcessBuilder(
                  "python3",
                  "-c",
                  "import io, sys, numpy as np\n"
                      + "data = sys.stdin.buffer.read()\n"
                      + "load = lambda: np.load(io.BytesIO(data), allow_pickle=False)\n"
                      + program)
              .start();
    } catch (IOException missing) {
      Assumptions.abort("there is no python3");
      throw missing;
    }
    try (OutputStream input = python.getOutputStream()) {
      input.write(data);
    } catch (IOException ended) {
      // The program says why.
    }
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(python.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
    Assumptions.assumeFalse(errors.contains("ModuleNotFoundError"), errors);
    assertThat(python.exitValue()).as(errors).isZero();
    return printed.strip();
  }
}
