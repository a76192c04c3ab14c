package io.parallax.executor.worker;

import io.parallax.array.SharedMapping;
import io.parallax.error.ComputeException;
import io.parallax.kernel.Frame;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.OrderStatistics;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Step;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a worker works: the programs it knows, and its part of one step after the other.
final class Workbench {
  private final SharedMapping memory;
  private final Pulse pulse;
  private final Engines engines;
  private final List<@Nullable Program> programs =
      new ArrayList<>(Collections.nCopies(Command.PLACES, null));

  Workbench(SharedMapping memory, Pulse pulse, Engines engines) {
    this.memory = memory;
    this.pulse = pulse;
    this.engines = engines;
  }

  /// Lowers a program and remembers it.
  ///
  /// @throws IllegalStateException when it is not the one the service means
  void learn(Command.Learn learn) {
    Program program = learn.recipe().program();
    if (ProgramDigest.of(program) != learn.digest()) {
      throw new IllegalStateException("another program results from " + learn.recipe());
    }
    programs.set(learn.place(), program);
  }

  /// Runs its part of a step.
  Reply work(Command.Work work) {
    long startNanos = System.nanoTime();
    Program program = programs.get(work.place());
    if (program == null) {
      throw new IllegalStateException("nothing is known at place " + work.place());
    }
    Frame frame = new Frame(work.memory().stream().map(this::at).toList());
    MemorySegment board = at(work.board());
    Step step = program.steps().get(work.step());
    try {
      switch (step) {
        case Loop loop -> {
          long deadlineNanos = startNanos + work.remainingNanos();
          LoopRun run =
              new LoopRun(program, loop, frame, () -> System.nanoTime() - deadlineNanos >= 0);
          Board tasks = Board.join(board, loop.morsels().count(), run.remainsLongs());
          Kernel kernel = engines.kernel(loop, work.engine(), work.remainingNanos());
          run(loop, kernel, run, tasks);
        }
        case OrderStatistic order -> {
          Board tasks = Board.join(board, 1, 0);
          if (tasks.claim() == 0) {
            OrderStatistics.run(program, order, frame, this::runPieces);
            tasks.complete(0);
          }
        }
      }
      return new Reply.Done(work.sequence());
    } catch (ComputeException refused) {
      return new Reply.Refused(work.sequence(), refused.code(), refused.detail());
    }
  }

  private void run(Loop loop, Kernel kernel, LoopRun run, Board tasks) {
    long inner = loop.inner();
    while (!run.isOver()) {
      long index = tasks.claim();
      if (index < 0) {
        return;
      }
      pulse.progress();
      var morsel = run.morsels().get(index);
      if (!run.faultedBefore(morsel.firstRow() * inner + morsel.from())) {
        kernel.run(run, morsel);
        if (run.isOver()) {
          return; // the morsel may have been left undone
        }
      }
      run.handOver(index, tasks.remains(index));
      tasks.complete(index);
    }
  }

  private void runPieces(int count, java.util.function.IntConsumer piece) {
    for (int index = 0; index < count; index++) {
      pulse.progress();
      piece.accept(index);
    }
  }

  private MemorySegment at(Command.Extent extent) {
    return memory.at(extent.offsetBytes(), extent.byteCount());
  }
}
