package io.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.array.NDArray;
import io.parallax.array.testing.Filled;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void chargesWholeLines() {
    MemoryBudget budget = new MemoryBudget(1024);
    try (Reservation reservation = budget.reserve(65)) {
      assertThat(reservation.bytes()).isEqualTo(128);
      assertThat(budget.inUseBytes()).isEqualTo(128);
      assertThat(budget.reservationCount()).isEqualTo(1);
    }
    assertThat(budget.inUseBytes()).isZero();
    assertThat(budget.reservationCount()).isZero();
    assertThat(budget.peakBytes()).isEqualTo(128);
  }

  @Test
  void grantsTheWholeLimitAndNothingBeyondIt() {
    MemoryBudget budget = new MemoryBudget(1024);
    budget.reserve(1024).close();
    assertThat(Filled.failureCode(() -> budget.reserve(1025))).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(budget.inUseBytes()).isZero();
    assertThat(budget.reservationCount()).isZero();
    assertThat(budget.rejectionCount()).isEqualTo(1);
  }

  @Test
  void asksASourceOfItsOwnBeforeEachCharge() {
    CountingSource source = new CountingSource(1000);
    MemoryBudget budget = new MemoryBudget(MIB, source);
    try (Reservation reservation = budget.reserve(600)) {
      assertThat(Filled.failureCode(() -> reservation.grow(400)))
          .isEqualTo(ErrorCode.DATASET_QUOTA);
      assertThat(reservation.bytes()).isEqualTo(640).isEqualTo(source.charged);
      assertThat(budget.inUseBytes()).isEqualTo(640);
    }
    assertThat(source.charged).isZero();
  }

  @Test
  void givesASourceOfItsOwnTheSizesOfItsBlocks() {
    CountingSource source = new CountingSource(MIB);
    try (Reservation reservation = new MemoryBudget(MIB, source).reserve(10_000)) {
      assertThat(reservation.allocate(9_999).byteSize()).isEqualTo(9_999);
      assertThat(source.opened).containsExactly(9_999L / 64 * 64 + 64);
    }
  }

  @Test
  void saysWhatIsTooLarge() {
    MemoryBudget budget = new MemoryBudget(2048 * MIB);
    assertThat(Filled.failure(() -> budget.reserve(12_800 * MIB)).detail())
        .isEqualTo(
            "the request's arrays take 12.5 GiB, more than the limit memoryBytes of 2.0 GiB; send"
                + " fewer or smaller arrays");
    assertThat(Filled.failure(() -> budget.reserve(Long.MAX_VALUE)).detail())
        .contains("take 8 EiB or more");
  }

  @Test
  void saysWhatIsInUse() {
    MemoryBudget budget = new MemoryBudget(4 * MIB);
    try (Reservation _ = budget.reserve(3 * MIB)) {
      ComputeException failure = Filled.failure(() -> budget.reserve(2 * MIB));
      assertThat(failure.code()).isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
      assertThat(failure.detail())
          .isEqualTo(
              "2.0 MiB are needed and 1.0 MiB of the limit memoryBytes of 4.0 MiB are free now");
      budget.reserve(MIB).close();
    }
    budget.reserve(2 * MIB).close();
    assertThat(budget.rejectionCount()).isEqualTo(1);
  }

  @Test
  void growthBeyondTheWholeLimitIsTooLargeHoweverMuchIsFree() {
    MemoryBudget budget = new MemoryBudget(1024);
    try (Reservation reservation = budget.reserve(512)) {
      assertThat(Filled.failureCode(() -> reservation.grow(513))).isEqualTo(ErrorCode.TOO_LARGE);
      try (Reservation _ = budget.reserve(64)) {
        assertThat(Filled.failureCode(() -> reservation.grow(512)))
            .isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
      }
      assertThat(reservation.bytes()).isEqualTo(512);
      reservation.grow(512);
      assertThat(budget.inUseBytes()).isEqualTo(1024);
    }
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void aTypeBeyondAnyMemoryIsChargedMoreThanAnyBudgetGrants() {
    ArrayType huge = new ArrayType(DataType.FLOAT64, Shape.of(1L << 62));
    MemoryBudget budget = new MemoryBudget(MemoryBudget.GREATEST_LIMIT_BYTES);
    assertThat(NDArray.chargedBytes(huge)).isEqualTo(Long.MAX_VALUE);
    assertThat(Filled.failureCode(() -> budget.reserve(NDArray.chargedBytes(huge))))
        .isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(NDArray.chargedBytes(new ArrayType(DataType.BOOL, Shape.of(0, 5)))).isZero();
    assertThat(NDArray.chargedBytes(new ArrayType(DataType.INT32, Shape.of(17)))).isEqualTo(128);
  }

  @Test
  void refusesLimitsAndSizesThatMakeNoSense() {
    assertThatThrownBy(() -> new MemoryBudget(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MemoryBudget(MemoryBudget.GREATEST_LIMIT_BYTES + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MemoryBudget(64).reserve(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatTheMachineRefusesIsExhaustedMemoryAndLeavesTheBudgetWhole() {
    long beyondAddressSpace = 1L << 50;
    MemoryBudget budget = new MemoryBudget(2 * beyondAddressSpace);
    ArrayType impossible = new ArrayType(DataType.BOOL, Shape.of(beyondAddressSpace));
    try (Reservation reservation = budget.reserve(beyondAddressSpace + MIB)) {
      NDArray.allocate(new ArrayType(DataType.BOOL, Shape.of(MIB / 2)), reservation).close();
      assertThat(budget.idleBytes()).isEqualTo(MIB / 2);
      assertThat(Filled.failureCode(() -> NDArray.allocate(impossible, reservation)))
          .isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
      assertThat(budget.heldBytes()).isZero();
      NDArray possible = NDArray.allocate(new ArrayType(DataType.BOOL, Shape.of(MIB)), reservation);
      assertThat(possible.segment().byteSize()).isEqualTo(MIB);
    }
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void staysWithinItsLimitsUnderContention() throws Exception {
    int threads = 8;
    MemoryBudget budget = new MemoryBudget(MIB);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Callable<Integer>> workers = new ArrayList<>();
      for (int worker = 0; worker < threads; worker++) {
        SplittableRandom random = new SplittableRandom(worker);
        workers.add(() -> reserveAndClose(budget, random, threads));
      }
      int granted = 0;
      for (Future<Integer> worker : executor.invokeAll(workers)) {
        granted += worker.get();
      }
      assertThat(granted).isPositive();
      assertThat(granted + budget.rejectionCount()).isEqualTo(threads * 2_000L);
    }
    assertThat(budget.inUseBytes()).isZero();
    assertThat(budget.reservationCount()).isZero();
    assertThat(budget.peakBytes()).isPositive().isLessThanOrEqualTo(MIB);
    assertThat(budget.heldBytes()).isEqualTo(budget.idleBytes()).isLessThanOrEqualTo(MIB);
    budget.releaseIdle();
    assertThat(budget.heldBytes()).isZero();
  }

  private static int reserveAndClose(MemoryBudget budget, SplittableRandom random, int threads) {
    int granted = 0;
    for (int round = 0; round < 2_000; round++) {
      long bytes = random.nextLong(MIB / 2);
      try (Reservation reservation = budget.reserve(bytes)) {
        NDArray array =
            NDArray.allocate(new ArrayType(DataType.BOOL, Shape.of(bytes)), reservation);
        array.segment().asSlice(0, Math.min(bytes, 64)).fill((byte) 1);
        granted++;
        assertThat(budget.inUseBytes()).isLessThanOrEqualTo(MIB);
        assertThat(budget.heldBytes())
            .isLessThanOrEqualTo(MIB + MIB / 4 + threads * Reservation.SMALL_BLOCK_BYTES);
      } catch (ComputeException full) {
        assertThat(full.code()).isEqualTo(ErrorCode.MEMORY_EXHAUSTED);
      }
    }
    return granted;
  }

  /// Private memory in blocks of exactly the size asked for, up to a limit of its own.
  private static final class CountingSource implements BlockSource {
    private final long limit;
    private final List<Long> opened = new ArrayList<>();
    private long charged;

    CountingSource(long limit) {
      this.limit = limit;
    }

    @Override
    public MemoryBlock open(long bytes) {
      opened.add(bytes);
      return BlockSource.PRIVATE.open(bytes);
    }

    @Override
    public long blockBytes(long bytes) {
      return bytes;
    }

    @Override
    public void charge(long bytes) {
      if (charged + bytes > limit) {
        throw new ComputeException(ErrorCode.DATASET_QUOTA, "no room");
      }
      charged += bytes;
    }

    @Override
    public void uncharge(long bytes) {
      charged -= bytes;
    }
  }
}
