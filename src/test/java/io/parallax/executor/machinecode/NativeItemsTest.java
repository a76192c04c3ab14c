package io.parallax.executor.machinecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.ItemPromises;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.Preparation;
import io.parallax.executor.testing.ItemJob;
import io.parallax.executor.testing.Native;
import io.parallax.kernel.RoutineKernel.Mode;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Items in machine code.
class NativeItemsTest extends ItemPromises {
  private static final Duration LONG = Duration.ofSeconds(100);

  private final Native kernels = Native.open();
  private final NativeKernelsExecutor executor = kernels.executor();

  @AfterAll
  void close() {
    kernels.close();
  }

  @Override
  protected List<PlanExecutor> executors() {
    return List.of(executor, executor.adaptive());
  }

  @Test
  void aLongRunGoesOnInMachineCodeOnceThatIsThere() {
    try (Native fresh = Native.open();
        ItemJob job = new ItemJob(Long.MAX_VALUE, 1L << 31, 1L << 31)) {
      NativeKernelsExecutor unprepared = fresh.executor();
      assertThat(unprepared.preparation(job.program())).isInstanceOf(Preparation.Absent.class);

      PlanExecutor.Report report =
          unprepared.adaptive().execute(job.on(2, Deadline.after(System.nanoTime(), LONG)));

      assertThat(report.items().orElseThrow().mode()).isIn(Mode.SCALAR, Mode.LANES);
      assertThat(report.items().orElseThrow().iterations()).isEqualTo(1L << 32);
      assertThat(job.result(1)).isEqualTo((1L << 30) * ((1L << 31) + 1));
      assertThat(unprepared.preparation(job.program())).isEqualTo(Preparation.READY);
    }
  }
}
