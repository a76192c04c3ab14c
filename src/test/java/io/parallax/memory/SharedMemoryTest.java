package io.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoryTest {
  private static final long LIMIT_BYTES = 1 << 24;
  private static final ArrayType ARRAY = new ArrayType(DataType.INT64, Shape.of(10_000));
  private static final ArrayType SMALL = new ArrayType(DataType.INT64, Shape.of(3));

  @TempDir private Path folder;

  @Test
  void anotherMappingSeesTheSameBytesAtTheSameOffsets() throws IOException {
    try (SharedMemory memory = SharedMemory.open(LIMIT_BYTES);
        SharedMapping other = SharedMapping.open(memory.path(), memory.mapping().byteSize());
        Reservation reservation = new MemoryBudget(LIMIT_BYTES, memory).reserve(200_000)) {
      reservation.share();
      for (ArrayType type : new ArrayType[] {ARRAY, SMALL}) {
        MemorySegment here = NDArray.allocate(type, reservation).segment();
        MemorySegment there = other.at(memory.mapping().offsetOf(here), here.byteSize());
        here.setAtIndex(ValueLayout.JAVA_LONG, 2, 42);
        there.setAtIndex(ValueLayout.JAVA_LONG, 1, 43);

        assertThat(there.getAtIndex(ValueLayout.JAVA_LONG, 2)).isEqualTo(42);
        assertThat(here.getAtIndex(ValueLayout.JAVA_LONG, 1)).isEqualTo(43);
        assertThat(here.address() % Allocation.ALIGNMENT_BYTES).isZero();
      }
    }
  }

  @Test
  void onlyWhatAsksForItIsShared() throws IOException {
    try (SharedMemory memory = SharedMemory.open(LIMIT_BYTES);
        Reservation reservation = new MemoryBudget(LIMIT_BYTES, memory).reserve(300_000)) {
      MemorySegment before = NDArray.allocate(ARRAY, reservation).segment();
      MemorySegment smallBefore = NDArray.allocate(SMALL, reservation).segment();
      reservation.share();
      MemorySegment after = NDArray.allocate(ARRAY, reservation).segment();
      MemorySegment smallAfter = NDArray.allocate(SMALL, reservation).segment();

      assertThat(memory.mapping().contains(before)).isFalse();
      assertThat(memory.mapping().contains(smallBefore)).isFalse();
      assertThat(memory.mapping().contains(after)).isTrue();
      assertThat(memory.mapping().contains(smallAfter)).isTrue();
    }
  }

  @Test
  void aBlockThatIsClosedGivesItsMemoryBack() throws IOException {
    try (SharedMemory memory = SharedMemory.open(LIMIT_BYTES)) {
      MemoryBudget budget = new MemoryBudget(LIMIT_BYTES, memory);
      long offset;
      try (Reservation reservation = budget.reserve(100_000)) {
        reservation.share();
        MemorySegment array = NDArray.allocate(ARRAY, reservation).segment().fill((byte) 1);
        offset = memory.mapping().offsetOf(array);
        assertThat(memory.openBytes()).isPositive();
      }
      budget.releaseIdle();

      assertThat(memory.openBytes()).isZero();
      assertThat(memory.mapping().at(offset, Long.BYTES).get(ValueLayout.JAVA_LONG, 0)).isZero();
    }
  }

  @Test
  void aBlockIsHandedOutAgainAmongItsKindOnly() throws IOException {
    try (SharedMemory memory = SharedMemory.open(LIMIT_BYTES)) {
      MemoryBudget budget = new MemoryBudget(LIMIT_BYTES, memory);
      NDArray.allocate(ARRAY, budget.reserve(100_000)).close();
      try (Reservation reservation = budget.reserve(100_000)) {
        reservation.share();

        assertThat(memory.mapping().contains(NDArray.allocate(ARRAY, reservation).segment()))
            .isTrue();
      }
    }
  }

  @Test
  void aFileInAFolderHasNoName() throws IOException {
    try (SharedMemory memory = SharedMemory.open(LIMIT_BYTES, folder);
        SharedMapping other = SharedMapping.open(memory.path(), memory.mapping().byteSize())) {
      memory.header().set(ValueLayout.JAVA_LONG, 0, 7);

      assertThat(folder).isEmptyDirectory();
      assertThat(other.at(0, Long.BYTES).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(7);
    }
  }

  @Test
  void theHeaderIsNoArrays() throws IOException {
    try (SharedMemory memory = SharedMemory.open(LIMIT_BYTES);
        Reservation reservation = new MemoryBudget(LIMIT_BYTES, memory).reserve(100_000)) {
      reservation.share();

      assertThat(memory.mapping().offsetOf(NDArray.allocate(ARRAY, reservation).segment()))
          .isGreaterThanOrEqualTo(memory.header().byteSize());
    }
  }
}
