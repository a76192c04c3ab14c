package io.parallax.kernel.block;

import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.block.loop.BufferPlan;
import io.parallax.program.Loop;
import java.time.Duration;

/// Interprets loops a block at a time.
///
/// Owns off-heap scratch memory. The creator of an engine closes it after the last kernel has run.
public final class BlockEngine implements Engine, AutoCloseable {
  /// The most operations, over all loops, whose plans are kept.
  public static final int MAX_PLANNED_OPERATIONS = RecentPlans.MAX_OPERATIONS;

  private final Loops loops;
  private final Workspaces workspaces =
      new Workspaces(2 * Runtime.getRuntime().availableProcessors());
  private final Fusion fusion;
  private final RecentPlans plans = new RecentPlans();

  private BlockEngine(LoopProvider provider) {
    loops = new Loops(provider);
    fusion =
        provider
            .superoperators()
            .<Fusion>map(writer -> new FusionWhenWarm(loops, workspaces, writer))
            .orElse(Fusion.NONE);
  }

  /// An engine that uses the given fusion.
  BlockEngine(LoopProvider provider, Fusion fusion) {
    loops = new Loops(provider);
    this.fusion = fusion;
  }

  /// The engine with the fastest loops this JVM can run.
  public static BlockEngine create() {
    return new BlockEngine(Providers.best());
  }

  /// The engine with loops that any JVM can run.
  public static BlockEngine createScalar() {
    return new BlockEngine(new ScalarLoops());
  }

  @Override
  public String name() {
    return loops.provider().name();
  }

  @Override
  public Kernel kernel(Loop loop) {
    BlockKernel known = plans.find(loop);
    if (known != null) {
      return known;
    }
    boolean isSettled = fusion.isSettled();
    BlockKernel kernel = blockKernel(loop);
    if (isSettled) {
      plans.add(loop, kernel);
    }
    return kernel;
  }

  @Override
  public long scratchBytes(Loop loop) {
    if (loop.operations().size() + loop.sinks().size() <= Workspaces.STANDARD_BUFFERS) {
      return 0;
    }
    long bytes =
        new BufferPlan(loop).byteSize()
            + (long) loop.sinks().size() * PlannedSink.MOST_SCRATCH_BYTES;
    return bytes <= Workspaces.STANDARD_BYTES ? 0 : bytes;
  }

  BlockKernel blockKernel(Loop loop) {
    return new BlockKernel(LoopPlanner.plan(loop, loops, fusion), workspaces);
  }

  /// How many parts of rows were summed exactly, one element after the other, because two doubles a
  /// lane could not represent their sum. A part is a block of at most 512 elements.
  public long exactlySummedParts() {
    return loops.exactParts().sum();
  }

  /// The number of superoperators in use.
  long warmSuperoperators() {
    return fusion.warmLoops();
  }

  /// Runs all loops on the calling thread until they are compiled, the most common loops first, but
  /// no longer than a limit. Kernels may run at the same time.
  ///
  /// @return the time the warm-up took
  public Duration warm(Duration limit) {
    long start = System.nanoTime();
    LoopWarmUp.run(this, loops.provider(), limit);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    fusion.close();
    workspaces.close();
  }
}
