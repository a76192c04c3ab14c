package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Programs of other languages send the service what their packages write, and read with them what
/// it answers. Each script in `interop` among the test resources ends with the number of its
/// checks. A script is skipped where its language or a package is missing: NumPy, pandas, PyArrow
/// and DuckDB for Python, and `apache-arrow` for Node, which is found in `node_modules` of the
/// folder that the environment's `INTEROP` names.
///
/// System properties: `interop.python` and `interop.node`, the programs, such as `bin/python` of a
/// virtual environment; `python3` and `node` of the path unless they are named.
@OnTheService
class InteropCampaign extends OverHttp {
  private static final Path SCRIPTS = Path.of("src/test/resources/interop").toAbsolutePath();
  private static final String PYTHON = System.getProperty("interop.python", "python3");
  private static final String NODE = System.getProperty("interop.node", "node");
  private static final int LONGEST_MINUTES = 5;

  InteropCampaign(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void arraysOfNumPyGoThereAndBack(@TempDir Path folder) throws Exception {
    assertThat(checks(folder, PYTHON, "numpy_arrays.py")).isEqualTo(864);
  }

  @Test
  void tablesOfPandasPyArrowAndDuckDbGoThereAndBack(@TempDir Path folder) throws Exception {
    assertThat(checks(folder, PYTHON, "tables.py")).isEqualTo(33);
  }

  @Test
  void tablesOfJavaScriptGoThereAndBack(@TempDir Path folder) throws Exception {
    assertThat(checks(folder, NODE, "tables.mjs")).isEqualTo(22);
  }

  private int checks(Path folder, String program, String script)
      throws IOException, InterruptedException {
    Path packages = Path.of(System.getenv().getOrDefault("INTEROP", folder.toString()));
    Path copy = packages.resolve(script);
    Files.copy(SCRIPTS.resolve(script), copy);
    try {
      return checks(folder, List.of(program, copy.toString(), "" + port(), folder.toString()));
    } finally {
      Files.delete(copy);
    }
  }

  private static int checks(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path printed = folder.resolve("printed");
    Path errors = folder.resolve("errors");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(printed.toFile())
              .redirectError(errors.toFile())
              .start();
    } catch (IOException missing) {
      assumeTrue(false, command.getFirst() + " is not installed");
      throw missing;
    }
    assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
    String complaint = Files.readString(errors);
    assumeTrue(
        !complaint.contains("ModuleNotFoundError") && !complaint.contains("ERR_MODULE_NOT_FOUND"),
        complaint);
    assertThat(process.exitValue()).as(complaint).isZero();
    return Integer.parseInt(Files.readString(printed).strip());
  }
}
