package io.parallax.kernel.block;

import io.parallax.kernel.block.superoperator.Superoperator;
import io.parallax.kernel.block.superoperator.SuperoperatorLoop;
import io.parallax.program.Program;
import java.lang.foreign.Arena;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Fuses the groups of operations in the functions of mathematics.
///
/// Until the just-in-time compiler has compiled the loop of a superoperator, the loop is a hundred
/// times slower than the operations one by one. So the loop is made when it is wanted often, and
/// run in the background over memory of its own. It is used once it is faster there than its
/// operations. A loop that never becomes faster stays unused. The groups in the functions are found
/// in the background, too; nothing is fused before they are known.
///
/// Thread safe. The background is one thread, which ends when it has nothing to do.
final class FusionWhenWarm implements Fusion {
  private static final long IDLE_SECONDS = 5;

  /// Runs between one measurement and the next, so that the compiler notices the loop.
  private static final int RUNS = 400;

  private static final int MEASURED_RUNS = 50;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// The longest time a superoperator is given to become faster than its operations.
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Loops loops;
  private final Workspaces workspaces;
  private final Function<Superoperator, SuperoperatorLoop> writer;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile @Nullable FunctionGroups known;
  private final Map<Superoperator, WantedLoop> wanted = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor background =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          FusionWhenWarm::thread);

  /// @param writer makes new loops
  FusionWhenWarm(
      Loops loops, Workspaces workspaces, Function<Superoperator, SuperoperatorLoop> writer) {
    this.loops = loops;
    this.workspaces = workspaces;
    this.writer = writer;
  }

  @Override
  public Optional<OperationGroups.Group> choose(OperationGroups groups, int start, int end) {
    FunctionGroups functions = known;
    if (functions == null) {
      if (!asked.getAndSet(true)) {
        background.execute(() -> known = FunctionGroups.all());
      }
      return Optional.empty();
    }
    return functions.longest(groups, start, end);
  }

  @Override
  public boolean isSettled() {
    return known != null;
  }

  @Override
  public WantedLoop loop(Superoperator superoperator) {
    return wanted.computeIfAbsent(superoperator, this::wanted);
  }

  private WantedLoop wanted(Superoperator superoperator) {
    return new WantedLoop(() -> background.execute(() -> warm(superoperator)));
  }

  private void warm(Superoperator superoperator) {
    Program program = FunctionGroups.all().program(superoperator);
    FusionAtOnce fusion = new FusionAtOnce(writer, this::choose);
    try (Arena arena = Arena.ofShared()) {
      WarmUpCase singly = warmUp(program, arena, NONE);
      WarmUpCase fused = warmUp(program, arena, fusion);
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      boolean isFaster = false;
      while (!isFaster && System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
        fused.run(RUNS);
        LockSupport.parkNanos(PAUSE_NANOS);
        isFaster = fused.run(MEASURED_RUNS) < singly.run(MEASURED_RUNS);
      }
      if (isFaster) {
        fusion.loops().forEach((made, loop) -> loop(made).provide(loop));
      }
    }
  }

  private WarmUpCase warmUp(Program program, Arena arena, Fusion fusion) {
    return new WarmUpCase(
        program, arena, loop -> new BlockKernel(LoopPlanner.plan(loop, loops, fusion), workspaces));
  }

  @Override
  public long warmLoops() {
    return wanted.values().stream().filter(it -> it.loop() != null).count();
  }

  @Override
  public void close() {
    background.shutdownNow();
    try {
      background.awaitTermination(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "superoperators");
    thread.setDaemon(true);
    return thread;
  }
}
