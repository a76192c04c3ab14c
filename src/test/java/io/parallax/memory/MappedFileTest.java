package io.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.testing.FileBlocks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  @TempDir private Path folder;

  @Test
  void bytesWrittenToTheMemoryAreInTheFile() throws IOException {
    Path name = folder.resolve("column");
    try (MappedFile file = MappedFile.create(name, 10_000)) {
      file.memory().setAtIndex(ValueLayout.JAVA_LONG, 1, 42);
      file.truncate(16);
      file.force();
    }
    assertThat(Files.size(name)).isEqualTo(16);
    try (MappedFile file = MappedFile.open(name)) {
      assertThat(file.isWritable()).isFalse();
      assertThat(file.memory().byteSize()).isEqualTo(16);
      assertThat(file.memory().getAtIndex(ValueLayout.JAVA_LONG, 1)).isEqualTo(42);
      assertThat(file.memory().address() % Allocation.ALIGNMENT_BYTES).isZero();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anotherMappingFindsTheFileAfterItsNameIsGone() throws IOException {
    Path name = folder.resolve("column");
    Files.write(name, new byte[] {1, 2, 3});
    try (MappedFile file = MappedFile.open(name)) {
      Files.delete(name);
      try (MappedFile again = MappedFile.open(file.path())) {
        assertThat(again.memory().toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void memoryTellsTheFileItIsPartOf() throws IOException {
    MemorySegment part;
    try (MappedFile file = MappedFile.create(folder.resolve("a"), 8_192);
        MappedFile other = MappedFile.create(folder.resolve("b"), 8_192)) {
      part = file.memory().asSlice(4_096, 4_096);
      assertThat(MappedFile.of(part)).contains(new MappedFile.Part(file, 4_096));
      assertThat(MappedFile.of(other.memory())).contains(new MappedFile.Part(other, 0));
      assertThat(MappedFile.of(MemorySegment.ofAddress(part.address() + 1))).isPresent();
      assertThat(MappedFile.of(MemorySegment.ofArray(new byte[1]))).isEmpty();
    }
    assertThat(MappedFile.of(part)).isEmpty();
  }

  @Test
  void aDiskWithoutRoomIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path name = folder.resolve("column");
    long beyond = folder.toFile().getTotalSpace() + (1L << 40);
    assertThatThrownBy(() -> MappedFile.create(name, beyond)).isInstanceOf(IOException.class);
    assertThat(name).doesNotExist();
  }

  @Test
  void aFileThatExistsIsNotOverwritten() throws IOException {
    Path name = folder.resolve("column");
    Files.write(name, new byte[] {1});
    assertThatThrownBy(() -> MappedFile.create(name, 10)).isInstanceOf(IOException.class);
    assertThat(name).hasBinaryContent(new byte[] {1});
  }

  @Test
  void aReservationOfABudgetWithItsOwnSourceIsPlacedInFiles() {
    List<String> closed = new ArrayList<>();
    MemoryBudget budget = new MemoryBudget(1 << 20, new FileBlocks(folder));
    try (Reservation reservation = budget.reserve(1 << 16)) {
      Allocation allocation = reservation.allocate(40_000);
      assertThat(MappedFile.of(allocation.segment())).isPresent();
      reservation.attach(() -> closed.add("attached"));
      assertThat(folder).isNotEmptyDirectory();
    }
    assertThat(closed).containsExactly("attached");
    assertThat(folder).isEmptyDirectory();
    assertThat(budget.inUseBytes()).isZero();
    assertThat(budget.heldBytes()).isZero();
  }

  @Test
  void aRefusalOfTheSourceReachesTheCallerAndLeavesNothingBehind() {
    ComputeException quota = new ComputeException(ErrorCode.TOO_LARGE, "the quota is used up");
    MemoryBudget budget =
        new MemoryBudget(
            1 << 20,
            _ -> {
              throw quota;
            });
    try (Reservation reservation = budget.reserve(1 << 16)) {
      assertThatThrownBy(() -> reservation.allocate(40_000)).isSameAs(quota);
    }
    assertThat(budget.inUseBytes()).isZero();
    assertThat(budget.heldBytes()).isZero();
  }
}
