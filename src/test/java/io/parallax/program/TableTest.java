package io.parallax.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TABLE = Table.of("t", 10L, 11L, 12L, 13L);

  @Test
  void onlyTheLowestBitsOfAnIndexCount() {
    assertThat(TABLE.bitsAt(2)).isEqualTo(12);
    assertThat(TABLE.bitsAt(5)).isEqualTo(11);
    assertThat(TABLE.bitsAt(-1)).isEqualTo(13);
    assertThat(TABLE.bitsAt(Long.MIN_VALUE)).isEqualTo(10);
  }

  @Test
  void tablesAreEqualByNameTypeAndContent() {
    assertThat(Table.of("t", 10L, 11L, 12L, 13L)).isEqualTo(TABLE).hasSameHashCodeAs(TABLE);
    assertThat(Table.of("u", 10L, 11L, 12L, 13L)).isNotEqualTo(TABLE);
    assertThat(Table.of("t", 10L, 11L, 12L, 14L)).isNotEqualTo(TABLE);
    assertThat(Table.of("t", 0.0, 1.0)).isNotEqualTo(Table.of("t", -0.0, 1.0));
    assertThat(Table.of("t", 0.0, 0.0)).isNotEqualTo(Table.of("t", 0L, 0L));
  }

  @Test
  void aTableDoesNotChangeWithTheArrayItWasMadeOf() {
    long[] values = {1, 2};
    Table table = Table.of("t", values);
    values[0] = 3;
    assertThat(table.bitsAt(0)).isEqualTo(1);
  }

  @Test
  void aSizeIsAPowerOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> Table.of("t", 1.0));
    assertThrows(IllegalArgumentException.class, () -> Table.of("t", 1.0, 2.0, 3.0));
    assertThrows(
        IllegalArgumentException.class, () -> Table.of("t", new int[2 * Table.MOST_ELEMENTS]));
  }

  @Test
  void anIndexIsAsWideAsTheElements() {
    assertThat(Table.of("t", 1f, 2f).indexType()).isEqualTo(DataType.INT32);
    assertThat(Table.of("t", 1.0, 2.0).indexType()).isEqualTo(DataType.INT64);
  }

  @Test
  void aLookupIsFoldedAndShared() {
    Graph graph = new Graph();
    int constant = graph.constant(Scalar.of(6L));
    assertThat(graph.constantAt(graph.lookUp(TABLE, constant))).contains(Scalar.of(12L));
  }
}
