package io.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargePagesTest {
  /// Not a whole number of large pages.
  private static final long BLOCK_BYTES = 5 * LargePages.BYTES / 2;

  @BeforeEach
  void thereAreLargePages() {
    assumeTrue(LargePages.BYTES > 0);
  }

  @Test
  void aLargeBlockAsksForThemAndHoldsWhatIsWritten() throws IOException {
    MemoryBlock block = MemoryBlock.open(BLOCK_BYTES);
    MemorySegment memory = block.memory();

    memory.fill((byte) 7);

    assertThat(memory.address() % LargePages.BYTES).isZero();
    assertThat(memory.byteSize()).isEqualTo(BLOCK_BYTES);
    assertThat(memory.get(ValueLayout.JAVA_BYTE, BLOCK_BYTES - 1)).isEqualTo((byte) 7);
    assertThat(entry(memory.address())).anyMatch(line -> line.matches("VmFlags:.* hg( .*)?"));
    block.close();
    assertThat(memory.scope().isAlive()).isFalse();
  }

  @Test
  void whatIsGivenBackIsMappedNoMore() throws IOException {
    MemoryBlock block = MemoryBlock.open(BLOCK_BYTES);
    long address = block.memory().address();
    assertThat(entry(address)).isNotEmpty();

    block.close();

    assertThat(entry(address)).noneMatch(line -> line.matches("VmFlags:.* hg( .*)?"));
  }

  @Test
  void aLargeSharedBlockBeginsAtOneInEveryProcess() throws IOException {
    try (SharedMemory memory = SharedMemory.open(16 * BLOCK_BYTES);
        SharedMapping other = SharedMapping.open(memory.path(), memory.mapping().byteSize())) {
      BlockSource source = memory.source();
      MemoryBlock small = source.open(100);
      MemoryBlock block = source.open(BLOCK_BYTES);
      long offset = memory.mapping().offsetOf(block.memory());

      block.memory().fill((byte) 7);

      assertThat(offset % LargePages.BYTES).isZero();
      assertThat(other.at(offset + BLOCK_BYTES - 1, 1).get(ValueLayout.JAVA_BYTE, 0))
          .isEqualTo((byte) 7);
      block.close();
      small.close();
      assertThat(memory.openBytes()).isZero();
      assertThat(other.at(offset, BLOCK_BYTES).mismatch(source.open(BLOCK_BYTES).memory()))
          .isEqualTo(-1);
      assertThat(other.at(offset, 1).get(ValueLayout.JAVA_BYTE, 0)).isZero();
    }
  }

  @Test
  void soManyBlocksAtATimeConsistOfThemThatMappingsAreLeftForOthers() {
    List<MemoryBlock> blocks = new ArrayList<>();
    try {
      while (LargePages.blocks() < LargePages.MOST_BLOCKS) {
        blocks.add(MemoryBlock.open(2 * LargePages.BYTES));
      }
      blocks.add(MemoryBlock.open(2 * LargePages.BYTES));

      assertThat(LargePages.blocks()).isEqualTo(LargePages.MOST_BLOCKS);
      blocks.removeFirst().close();
      assertThat(LargePages.suit(2 * LargePages.BYTES)).isTrue();
    } finally {
      blocks.forEach(MemoryBlock::close);
    }
  }

  /// What the kernel says of the mapping that begins at an address; empty when none does.
  private static List<String> entry(long address) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
    String start = "%x-".formatted(address);
    int first = 0;
    while (first < lines.size() && !lines.get(first).startsWith(start)) {
      first++;
    }
    int end = Math.min(first + 1, lines.size());
    while (end < lines.size() && !lines.get(end).matches("[0-9a-f]+-[0-9a-f]+ .*")) {
      end++;
    }
    return lines.subList(first, end);
  }
}
