package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.LoopKey;
import io.parallax.type.DataType;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs loops until the just-in-time compiler has compiled them.
///
/// The compiler works in threads of its own. The more methods wait for it, the more often it wants
/// a method to have run. So only a few loops wait for the compiler at a time.
final class LoopWarmUp {
  /// The time per element below which a loop counts as compiled. A compiled vector loop takes far
  /// less, a loop that is not compiled takes more.
  private static final double FAST_NANOS_PER_ELEMENT = 8;

  /// Runs after which a compiler with little to do takes up a loop of eight iterations
  /// (`Tier4CompileThreshold` is 15 000).
  private static final int RUNS = 2_000;

  private static final int MOST_WAITING = 4;

  private static final int RUNS_BETWEEN_LOOKS = 50;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /// Measurements after which the warm-up gives a loop up: the loop may never be fast enough, or
  /// the machine is busy.
  private static final int MOST_LOOKS = 200;

  private final long deadline;
  private final Queue<WarmUpCase> waiting = new ArrayDeque<>();

  private LoopWarmUp(Duration limit) {
    deadline = System.nanoTime() + limit.toNanos();
  }

  static void run(BlockEngine engine, LoopProvider provider, Duration limit) {
    try (Arena arena = Arena.ofShared()) {
      new LoopWarmUp(limit).run(cases(engine, provider, arena));
    }
  }

  private void run(List<WarmUpCase> cases) {
    for (WarmUpCase each : cases) {
      if (System.nanoTime() > deadline) {
        return;
      }
      each.run(RUNS);
      waiting.add(each);
      if (waiting.size() > MOST_WAITING) {
        await(waiting.remove());
      }
    }
    waiting.forEach(this::await);
  }

  private void await(WarmUpCase warmUp) {
    for (int look = 0; look < MOST_LOOKS && System.nanoTime() < deadline; look++) {
      if (warmUp.run(RUNS_BETWEEN_LOOKS) < FAST_NANOS_PER_ELEMENT) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /// The loops to warm up, the most common first.
  private static List<WarmUpCase> cases(BlockEngine engine, LoopProvider provider, Arena arena) {
    List<LoopKey> first = new ArrayList<>();
    List.of(DataType.FLOAT64, DataType.INT64)
        .forEach(type -> first.addAll(CommonLoops.arithmetic(type)));
    List<LoopKey> then = new ArrayList<>();
    List.of(DataType.BOOL, DataType.FLOAT32, DataType.INT32)
        .forEach(type -> then.addAll(CommonLoops.arithmetic(type)));
    List.of(DataType.values()).reversed().forEach(type -> then.addAll(CommonLoops.unary(type)));

    List<WarmUpCase> cases = new ArrayList<>();
    first.stream()
        .filter(provider::isOwn)
        .forEach(key -> cases.add(WarmUpCase.of(key, arena, engine)));
    cases.add(WarmUpCase.ofPolynomial(DataType.FLOAT64, arena, engine));
    CommonLoops.reductions().forEach(key -> cases.add(WarmUpCase.of(key, arena, engine)));
    cases.add(WarmUpCase.ofCompaction(DataType.INT64, arena, engine));
    then.stream()
        .filter(provider::isOwn)
        .forEach(key -> cases.add(WarmUpCase.of(key, arena, engine)));
    cases.add(WarmUpCase.ofPolynomial(DataType.FLOAT32, arena, engine));
    cases.add(WarmUpCase.ofCompaction(DataType.INT32, arena, engine));
    return cases;
  }
}
