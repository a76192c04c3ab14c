package io.parallax.kernel.block;

import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Block;
import io.parallax.program.Morsel;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Runs a [LoopPlan] over a morsel, block by block. A block is several short rows or part of a long
/// row.
final class BlockKernel implements Kernel {
  /// The fewest steps for which a kernel asks whether the run is over. A block of 64 steps takes
  /// microseconds at least, and asking takes a hundredth of this time. A morsel with fewer steps
  /// ends soon anyway.
  private static final int LEAST_STEPS_TO_ASK = 64;

  private final LoopPlan plan;
  private final Workspaces workspaces;

  BlockKernel(LoopPlan plan, Workspaces workspaces) {
    this.plan = plan;
    this.workspaces = workspaces;
  }

  /// The scratch memory in bytes that each thread borrows to run this kernel.
  long scratchBytes() {
    return plan.scratchBytes();
  }

  @Override
  public void run(LoopRun run, Morsel morsel) {
    if (!run.faultedBefore(morsel.firstRow() * run.morsels().inner() + morsel.from())) {
      repeat(run, morsel, 1);
    }
  }

  /// Runs over the same blocks `times` times. More than once is useful for warming up only.
  void repeat(LoopRun run, Morsel morsel, int times) {
    Workspaces.Workspace workspace = workspaces.borrow(scratchBytes());
    try {
      MemorySegment scratch = workspace.memory();
      Block block = new Block(run, morsel, scratch, plan.buffers());
      computeUniforms(block, Math.toIntExact(morsel.elementCount()));
      for (int i = 0; i < times; i++) {
        List<SinkRun> sinks = start(run, morsel, scratch);
        runBlocks(block, sinks, run);
        if (isOver(run)) {
          return;
        }
        sinks.forEach(SinkRun::finish);
      }
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  private boolean isOver(LoopRun run) {
    return plan.steps().size() >= LEAST_STEPS_TO_ASK && run.isOver();
  }

  private void runBlocks(Block block, List<SinkRun> sinks, LoopRun run) {
    Morsel morsel = block.morsel();
    int length = Math.toIntExact(morsel.to() - morsel.from());
    if (length <= Block.SIZE) {
      runRows(block, length, sinks, run);
    } else {
      runParts(block, sinks, run);
    }
  }

  private List<SinkRun> start(LoopRun run, Morsel morsel, MemorySegment scratch) {
    List<SinkRun> sinks = new ArrayList<>(plan.sinks().size());
    long at = plan.buffers().byteSize();
    for (PlannedSink sink : plan.sinks()) {
      MemorySegment own = scratch.asSlice(at, sink.scratchBytes());
      sinks.add(sink.start(run, morsel, own));
      at += sink.scratchBytes();
    }
    return sinks;
  }

  private void computeUniforms(Block block, int elementCount) {
    if (elementCount == 0) {
      return;
    }
    Morsel morsel = block.morsel();
    block.moveTo(morsel.firstRow(), morsel.from(), 1);
    int read = Math.min(Block.SIZE, (elementCount + Block.GRAIN - 1) & -Block.GRAIN);
    for (LoopPlan.Repeated uniform : plan.uniforms()) {
      Uniform value = uniform.value();
      value.compute(block);
      int width = value.type().byteWidth();
      block.repeatFirst(value.target(), width, uniform.throughout() ? read : Block.GRAIN / width);
    }
  }

  private void runRows(Block block, int length, List<SinkRun> sinks, LoopRun run) {
    Morsel morsel = block.morsel();
    int most = length == 0 ? Integer.MAX_VALUE : Block.SIZE / length;
    for (long row = morsel.firstRow(); row < morsel.endRow() && !isOver(run); ) {
      int rows = (int) Math.min(most, morsel.endRow() - row);
      block.moveTo(row, rows, morsel.from(), length);
      run(block, sinks);
      row += rows;
    }
  }

  private void runParts(Block block, List<SinkRun> sinks, LoopRun run) {
    Morsel morsel = block.morsel();
    for (long row = morsel.firstRow(); row < morsel.endRow(); row++) {
      for (long position = morsel.from(); position < morsel.to() && !isOver(run); ) {
        int count = partLength(morsel.to() - position, plan.readsPast());
        block.moveTo(row, position, count);
        run(block, sinks);
        position += count;
      }
    }
  }

  /// The number of elements in the next block. Elements that do not fill a grain become the last
  /// block of their own, because the values of such a block have to be copied.
  private static int partLength(long left, boolean readsPast) {
    int count = (int) Math.min(Block.SIZE, left);
    return count < Block.GRAIN || !readsPast ? count : count & -Block.GRAIN;
  }

  private void run(Block block, List<SinkRun> sinks) {
    if (block.count() > 0) {
      for (BlockStep step : plan.steps()) {
        step.run(block);
      }
    }
    for (SinkRun sink : sinks) {
      sink.take(block);
    }
  }
}
