package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.MorselOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
  private static final EngineCase CASE = new ExpressionCases(1_025, 2).evaluate("f64 / 3 - f64_0");

  @TempDir private Path folder;

  @Test
  void theNextStartNeedsNoCompilation() {
    assertThat(run()).extracting(KernelStatistics::compilations).isEqualTo(1L);
    assertThat(run())
        .satisfies(
            second -> {
              assertThat(second.compilations()).isZero();
              assertThat(second.restored()).isOne();
            });
  }

  @Test
  void aDamagedObjectIsCompiledAgain() throws IOException {
    KernelStatistics unused = run();
    Path object = onlyFile();
    byte[] bytes = Files.readAllBytes(object);
    for (byte[] damaged :
        List.of(
            new byte[0], new byte[10], Arrays.copyOf(bytes, bytes.length - 1), flipped(bytes))) {
      Files.write(object, damaged);
      assertThat(run()).extracting(KernelStatistics::compilations).isEqualTo(1L);
      assertThat(Files.readAllBytes(object)).isEqualTo(bytes);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsDoneWithout() throws IOException {
    folder = Files.createFile(folder.resolve("a file"));
    assertThat(run()).extracting(KernelStatistics::compilations).isEqualTo(1L);
  }

  @Test
  void theObjectsUnusedForLongestGo() {
    ObjectStore store = new ObjectStore(folder, 2);
    store.write("first", new byte[] {1});
    for (int object = 0; object < 300; object++) {
      store.write("object" + object, new byte[] {2});
    }
    assertThat(store.read("first")).isEmpty();
    assertThat(store.read("object299")).contains(new byte[] {2});
  }

  private KernelStatistics run() {
    try (LlvmEngine engine =
        Engines.open(
            Engines.settings(1, 100),
            Engines.compilers(Optional.of(folder), UnaryOperator.identity()))) {
      CASE.check(new NativeRunner(engine, MorselOrder.ASCENDING));
      return engine.statistics();
    }
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] damaged = bytes.clone();
    damaged[damaged.length / 2] ^= 1;
    return damaged;
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }
}
