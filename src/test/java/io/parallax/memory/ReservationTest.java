package io.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.array.NDArray;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationTest {
  private static final ArrayType SCALAR = new ArrayType(DataType.FLOAT64, Shape.SCALAR);
  private static final ArrayType LARGE = new ArrayType(DataType.FLOAT64, Shape.of(1000));

  private final MemoryBudget budget = new MemoryBudget(1 << 20);

  @Test
  void allocatesExactlyWhatWasReserved() {
    try (Reservation reservation = budget.reserve(64 + 8000)) {
      NDArray scalar = NDArray.allocate(SCALAR, reservation);
      NDArray large = NDArray.allocate(LARGE, reservation);
      assertThat(scalar.segment().byteSize()).isEqualTo(8);
      assertThat(large.segment().byteSize()).isEqualTo(8000);
      assertThatThrownBy(() -> NDArray.allocate(SCALAR, reservation))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("8 bytes are charged 64, but 0 of the 8064 reserved are left");
    }
  }

  @Test
  void arraysAreAlignedAndDisjointAtAnySize() {
    try (Reservation reservation = budget.reserve(1 << 20)) {
      List<NDArray> arrays = new ArrayList<>();
      for (int bytes :
          new int[] {1, 63, 64, 65, 2047, 2048, 2049, 2048, 4096, 5000, 16384, 20000}) {
        arrays.add(NDArray.allocate(new ArrayType(DataType.BOOL, Shape.of(bytes)), reservation));
      }
      for (int i = 0; i < arrays.size(); i++) {
        MemorySegment segment = arrays.get(i).segment();
        assertThat(segment.address() % Allocation.ALIGNMENT_BYTES).isZero();
        segment.fill((byte) i);
      }
      for (int i = 0; i < arrays.size(); i++) {
        assertThat(arrays.get(i).longAt(0)).isEqualTo(i);
        assertThat(arrays.get(i).longAt(arrays.get(i).elementCount() - 1)).isEqualTo(i);
      }
    }
  }

  @Test
  void anArrayWithoutElementsCostsNothing() {
    try (Reservation reservation = budget.reserve(0)) {
      NDArray empty = NDArray.allocate(new ArrayType(DataType.INT64, Shape.of(3, 0)), reservation);
      assertThat(empty.elementCount()).isZero();
      assertThat(empty.segment().byteSize()).isZero();
      assertThat(budget.heldBytes()).isZero();
      assertThatThrownBy(() -> empty.bitsAt(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void closingFreesEveryArrayAndMakesThemUnusable() {
    Reservation reservation = budget.reserve(64 + 8000);
    NDArray scalar = NDArray.allocate(SCALAR, reservation);
    NDArray large = NDArray.allocate(LARGE, reservation);
    NDArray view = large.leading(10);
    assertThat(budget.heldBytes()).isGreaterThanOrEqualTo(8064);
    reservation.close();
    assertThat(budget.inUseBytes()).isZero();
    assertThat(budget.heldBytes()).isEqualTo(budget.idleBytes());
    for (NDArray array : List.of(scalar, large, view)) {
      assertThatThrownBy(array::segment).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> array.bitsAt(0)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    Reservation first = budget.reserve(8000);
    NDArray array = NDArray.allocate(LARGE, first);
    first.close();
    try (Reservation second = budget.reserve(8000)) {
      NDArray successor = NDArray.allocate(LARGE, second);
      first.close();
      array.close();
      assertThat(budget.inUseBytes()).isEqualTo(8000);
      assertThat(budget.reservationCount()).isEqualTo(1);
      assertThat(budget.idleBytes()).isZero();
      successor.setBitsAt(999, 7);
      assertThat(successor.bitsAt(999)).isEqualTo(7);
    }
  }

  @Test
  void arraysAreFreedWhenTheWorkFails() {
    assertThatThrownBy(
            () -> {
              try (Reservation reservation = budget.reserve(8000)) {
                NDArray.allocate(LARGE, reservation);
                throw new ArithmeticException("the work");
              }
            })
        .isInstanceOf(ArithmeticException.class);
    assertThat(budget.inUseBytes()).isZero();
    assertThat(budget.reservationCount()).isZero();
    assertThat(budget.heldBytes()).isEqualTo(budget.idleBytes()).isPositive();
  }

  @Test
  void anArrayClosedEarlyGivesItsRoomBackOnce() {
    try (Reservation reservation = budget.reserve(8000)) {
      NDArray first = NDArray.allocate(LARGE, reservation);
      first.close();
      first.close();
      assertThatThrownBy(first::segment).isInstanceOf(IllegalStateException.class);
      NDArray.allocate(LARGE, reservation);
      first.close();
      assertThatThrownBy(() -> NDArray.allocate(LARGE, reservation))
          .isInstanceOf(IllegalStateException.class);
      assertThat(reservation.bytes()).isEqualTo(8000);
    }
  }

  @Test
  void keepsOnlyWhatIsStillNeededAndGivesTheRestBackToTheBudget() {
    try (Reservation reservation = budget.reserve(64 + 3 * 8000)) {
      NDArray scalar = NDArray.allocate(SCALAR, reservation);
      NDArray dropped = NDArray.allocate(LARGE, reservation);
      NDArray kept = NDArray.allocate(LARGE, reservation);
      kept.setBitsAt(3, 42);
      NDArray view = kept.leading(10);

      reservation.keepOnly(List.of(view.allocation()));

      assertThat(view.bitsAt(3)).isEqualTo(42);
      assertThatThrownBy(dropped::segment).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(scalar::segment).isInstanceOf(IllegalStateException.class);
      assertThat(budget.inUseBytes()).isEqualTo(64 + 8000); // small arrays share a block
      reservation.release(kept.allocation());
      assertThat(budget.inUseBytes()).isEqualTo(64);
    }
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void nothingIsTakenFromAClosedReservation() {
    Reservation reservation = budget.reserve(64);
    reservation.close();
    assertThatThrownBy(() -> NDArray.allocate(SCALAR, reservation))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> reservation.grow(64)).isInstanceOf(IllegalStateException.class);
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void smallArraysWasteLessThanAQuarterAndOneBlock() {
    for (int bytes : new int[] {64, 640, 1088, 1472, 1984, 2048}) {
      long count = (1L << 20) / bytes;
      try (Reservation reservation = budget.reserve(count * bytes)) {
        for (long i = 0; i < count; i++) {
          NDArray.allocate(new ArrayType(DataType.BOOL, Shape.of(bytes)), reservation);
        }
        assertThat(budget.heldBytes() - budget.idleBytes())
            .as("%d arrays of %d bytes", count, bytes)
            .isLessThan(count * bytes * 5 / 4 + Reservation.SMALL_BLOCK_BYTES);
      }
    }
  }
}
