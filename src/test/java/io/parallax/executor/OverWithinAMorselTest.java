package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.testing.Crews;
import io.parallax.executor.testing.Job;
import io.parallax.executor.thread.ProgramKernels;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.RoutineKernels;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.limit.Deadline;
import io.parallax.program.Loop;
import io.parallax.program.Routine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A request that is over while its last morsel runs is left there, and not taken for done.
class OverWithinAMorselTest {
  @AutoClose private final BlockEngine engine = BlockEngine.createScalar();

  @Test
  void itFailsAndItsMorselIsLeftUndone() {
    String sum = IntStream.range(0, 100).mapToObj(at -> "x/" + at).collect(Collectors.joining("-"));
    try (Job job = Job.of(sum, 1_000);
        Job untouched = Job.of("x", 1_000)) {
      List<List<Long>> before = untouched.takeResults();
      Deadline deadline = Deadline.after(System.nanoTime(), Duration.ofMinutes(5));

      ComputeException failure =
          Objects.requireNonNull(
              catchThrowableOfType(
                  ComputeException.class, () -> run(job.on(1, deadline), deadline)));

      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(job.takeResults()).isEqualTo(before);
    }
  }

  private void run(Execution execution, Deadline deadline) {
    ProgramKernels cancelling =
        new ProgramKernels() {
          @Override
          public Kernel kernel(Loop loop) {
            return cancelling(deadline, engine.kernel(loop));
          }

          @Override
          public RoutineKernels kernels(Routine routine) {
            throw new AssertionError(routine);
          }
        };
    new ProgramRunner(engine).run(execution, cancelling, 1, Crews.fresh());
  }

  /// Has the caller give up once a morsel has begun.
  private static Kernel cancelling(Deadline deadline, Kernel kernel) {
    return (run, morsel) -> {
      deadline.cancel();
      kernel.run(run, morsel);
    };
  }
}
