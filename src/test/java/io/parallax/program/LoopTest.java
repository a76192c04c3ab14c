package io.parallax.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "1, 1",
    "1, 32767",
    "1, 32768",
    "1, 32769",
    "1, 100000",
    "0, 5",
    "5, 0",
    "3, 40000",
    "100, 1000",
    "40000, 1",
    "33, 1000",
    "2, 32768",
    "7, 16385"
  })
  void morselsCoverEveryElementOnceAndInOrder(long rows, long rowLength) {
    Loop loop = loop(List.of(rows, rowLength), 1);
    List<Long> visited = new ArrayList<>();
    long visitedRows = 0;
    Morsels morsels = loop.morsels();
    for (long index = 0; index < morsels.count(); index++) {
      Morsel morsel = morsels.get(index);
      assertEquals(index, morsel.index());
      assertEquals(visited.size(), morsels.firstElement(index));
      visitedRows += morsel.from() == 0 ? morsel.endRow() - morsel.firstRow() : 0;
      for (long row = morsel.firstRow(); row < morsel.endRow(); row++) {
        for (long position = morsel.from(); position < morsel.to(); position++) {
          visited.add(row * rowLength + position);
        }
      }
    }
    assertEquals(LongStream.range(0, rows * rowLength).boxed().toList(), visited);
    assertEquals(rows, visitedRows);
  }

  @Test
  void morselsHoldTheFixedNumberOfElementsAtMost() {
    Morsels morsels = loop(List.of(1_000L, 1_000L), 1).morsels();
    assertEquals(32, morsels.get(0).endRow());
    assertEquals(32_000, morsels.get(0).elementCount());
    assertEquals(Math.ceilDiv(1_000, 32), morsels.count());
  }

  @Test
  void countsSurviveExtentsThatOverflowWithoutTheirZero() {
    Loop loop = loop(List.of(1L << 40, 1L << 40, 0L), 3);
    assertEquals(0, loop.inner());
    assertEquals(1, loop.morsels().count());
  }

  @Test
  void loopOverRowsDoesNotCompact() {
    Sink compact = new Sink.Compact(0, List.of(), 0);
    Space space = new Space(Shape.of(2, 3), List.of(0, 1));
    List<Long> extents = List.of(2L, 3L);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Loop(space, extents, 1, List.of(), List.of(), List.of(compact)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Loop(space, extents, 2, List.of(), List.of(), List.of(compact, compact)));
  }

  @Test
  void positionsOfAPermutedSpaceNameTheArraysOwnIndex() {
    Space space = new Space(Shape.of(2, 3, 4), List.of(2, 0, 1));
    assertEquals(List.of(0L, 0L, 0L), space.indexAt(0));
    assertEquals(List.of(0L, 1L, 0L), space.indexAt(1));
    assertEquals(List.of(1L, 2L, 3L), space.indexAt(23));
  }

  private static Loop loop(List<Long> extents, int rowRank) {
    Shape shape = new Shape(extents);
    List<Integer> order = IntStream.range(0, extents.size()).boxed().toList();
    return new Loop(new Space(shape, order), extents, rowRank, List.of(), List.of(), List.of());
  }
}
