package io.parallax.kernel.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
  /// What the child process runs.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      try (BlockEngine engine = BlockEngine.create()) {
        System.out.println("name=" + engine.name());
      }
    }
  }

  @Test
  void withoutTheModuleLoopsAreScalarAndTheLogSaysHowToGetOthers() throws Exception {
    String output = outputOfChild(List.of());
    assertTrue(output.contains("name=scalar"), output);
    assertTrue(output.contains("start with --add-modules jdk.incubator.vector"), output);
  }

  @Test
  void withTheModuleTheNameTellsTheWidthOfVectors() throws Exception {
    String output = outputOfChild(List.of("--add-modules", "jdk.incubator.vector"));
    try (BlockEngine engine = BlockEngine.create()) {
      assertTrue(engine.name().matches("vector-(128|256|512)"), engine.name());
      assertTrue(output.contains("name=" + engine.name()), output);
    }
  }

  @Test
  void withoutTheCompilerThatMakesVectorCodeLoopsAreScalar() throws Exception {
    String output =
        outputOfChild(List.of("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1"));
    assertTrue(output.contains("name=scalar"), output);
  }

  private static String outputOfChild(List<String> flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), output);
    return output;
  }
}
