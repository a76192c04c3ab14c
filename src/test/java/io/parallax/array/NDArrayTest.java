package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.array.testing.Filled;
import io.parallax.memory.Allocation;
import io.parallax.memory.MemoryBudget;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NDArrayTest {
  private static NDArray array(DataType type, Shape shape) {
    return NDArray.allocate(new ArrayType(type, shape), new MemoryBudget(4096).reserve(4096));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheBitsOfEveryType(DataType type) {
    NDArray array = array(type, Shape.of(2, 3));
    long[] bits =
        switch (type) {
          case BOOL -> new long[] {0, 1, 1, 0, 0, 1};
          case INT32 -> new long[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 7, -8};
          case INT64 -> new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 7, -8};
          case FLOAT32 -> new long[] {0, 0x8000_0000L, 0x7F80_0000L, 0x7FC0_0001L, 1, 0x3F80_0000L};
          case FLOAT64 -> new long[] {0, Long.MIN_VALUE, 0x7FF0L << 48, 0x7FF8L << 48 | 1, 1, -1};
        };
    for (int i = 0; i < bits.length; i++) {
      array.setBitsAt(i, bits[i]);
    }
    assertThat(Filled.bits(array)).containsExactly(bits);
    assertThat(array.elementCount()).isEqualTo(6);
    assertThat(array.segment().byteSize()).isEqualTo(6L * type.byteWidth());
    assertThatThrownBy(() -> array.bitsAt(6)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> array.bitsAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readsElementsAsValues() {
    NDArray floats = array(DataType.FLOAT32, Shape.of(1));
    floats.setBitsAt(0, Float.floatToRawIntBits(-1.5f));
    assertThat(floats.doubleAt(0)).isEqualTo(-1.5);
    assertThat(floats.scalarAt(0)).isEqualTo(Scalar.of(-1.5f));
    assertThatThrownBy(() -> floats.longAt(0)).isInstanceOf(IllegalStateException.class);

    NDArray integers = array(DataType.INT64, Shape.SCALAR);
    integers.setBitsAt(0, (1L << 53) + 1);
    assertThat(integers.doubleAt(0)).isEqualTo(0x1p53);
    assertThat(integers.longAt(0)).isEqualTo((1L << 53) + 1);
    assertThat(integers.scalarAt(0)).isEqualTo(Scalar.of((1L << 53) + 1));
  }

  @Test
  void aLeadingViewSharesTheMemoryAndFreesNothing() {
    NDArray array = array(DataType.INT32, Shape.of(5));
    array.setBitsAt(1, 42);
    NDArray view = array.leading(2);
    assertThat(view.arrayType()).isEqualTo(new ArrayType(DataType.INT32, Shape.of(2)));
    assertThat(view.longAt(1)).isEqualTo(42);
    assertThatThrownBy(() -> view.longAt(2)).isInstanceOf(IndexOutOfBoundsException.class);
    view.close();
    assertThat(view.longAt(1)).isEqualTo(42);
    assertThat(view.leading(0).elementCount()).isZero();
    array.close();
    assertThatThrownBy(() -> view.longAt(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void onlyA1dArrayHasALeadingPartWithinItsLength() {
    NDArray line = array(DataType.BOOL, Shape.of(5));
    NDArray square = array(DataType.BOOL, Shape.of(2, 2));
    assertThat(line.leading(5).elementCount()).isEqualTo(5);
    assertThatThrownBy(() -> line.leading(6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> line.leading(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> square.leading(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void standsOverMemoryOfOthers() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(100, Allocation.ALIGNMENT_BYTES);
      NDArray array = NDArray.over(new ArrayType(DataType.FLOAT64, Shape.of(3)), memory);
      array.setBitsAt(2, Double.doubleToRawLongBits(2.5));
      array.close();
      assertThat(memory.get(ValueLayout.JAVA_DOUBLE, 16)).isEqualTo(2.5);
      assertThat(array.segment().byteSize()).isEqualTo(24);

      ArrayType type = new ArrayType(DataType.BOOL, Shape.of(10));
      assertThatThrownBy(() -> NDArray.over(type, memory.asSlice(8)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> NDArray.over(type, MemorySegment.ofArray(new byte[64])))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> NDArray.over(type, memory.asSlice(0, 9)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
