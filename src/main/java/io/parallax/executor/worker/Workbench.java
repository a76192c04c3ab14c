package io.parallax.executor.worker;

import io.parallax.error.ComputeException;
import io.parallax.kernel.Frame;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.kernel.order.OrderStatistics;
import io.parallax.lowering.Lowering;
import io.parallax.memory.SharedMapping;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Step;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Executes the commands to a worker: keeps the programs it knows, and runs its part of each step.
final class Workbench {
  private final SharedMapping memory;
  private final Heartbeat pulse;
  private final BlockEngine blocks;
  private final RoutineEngine routines;
  private final LoadedKernels kernels;
  private final List<@Nullable Program> programs =
      new ArrayList<>(Collections.nCopies(Command.PLACES, null));

  Workbench(SharedMapping memory, Heartbeat pulse, BlockEngine blocks, RoutineEngine routines) {
    this.memory = memory;
    this.pulse = pulse;
    this.blocks = blocks;
    this.routines = routines;
    this.kernels = new LoadedKernels(blocks);
  }

  /// Lowers a program and keeps it.
  ///
  /// @throws IllegalStateException when the program differs from the service's program
  void learn(Command.Learn learn) {
    Program program = Lowering.of(learn.source());
    if (ProgramDigest.of(program) != learn.digest()) {
      throw new IllegalStateException("another program results from " + learn.source());
    }
    programs.set(learn.place(), program);
    kernels.forget(learn.place());
  }

  /// Stores the functions that native kernels call.
  ///
  /// @throws IllegalStateException when machine code cannot be run here
  void share(KernelImage runtime) {
    kernels.share(runtime);
  }

  /// Stores the native kernel of a step.
  ///
  /// @throws IllegalStateException when machine code cannot be run here
  void load(Command.Load load) {
    kernels.load(load, program(load.place()).steps().get(load.step()));
  }

  /// Runs the worker's part of a step.
  Reply work(Command.Work work) {
    try (MappedMemory mapped = new MappedMemory(memory)) {
      Frame frame = new Frame(work.memory().stream().map(mapped::at).toList());
      run(work, frame, mapped.at(work.board()));
      return new Reply.Done(work.sequence());
    } catch (ComputeException refused) {
      return new Reply.Refused(work.sequence(), refused.code(), refused.detail());
    }
  }

  private void run(Command.Work work, Frame frame, MemorySegment board) {
    long startNanos = System.nanoTime();
    Program program = program(work.place());
    Step step = program.steps().get(work.step());
    switch (step) {
      case Loop loop -> {
        long deadlineNanos = startNanos + work.remainingNanos();
        LoopRun run =
            new LoopRun(
                program,
                loop,
                frame,
                () -> TaskBoard.isStopped(board) || System.nanoTime() - deadlineNanos >= 0);
        TaskBoard tasks = TaskBoard.join(board, loop.morsels().count(), run.remainsLongs());
        Kernel kernel =
            switch (work.engine()) {
              case BLOCKS -> blocks.kernel(loop);
              case NATIVE -> kernels.ofLoop(work.place(), work.step());
            };
        run(loop, kernel, run, tasks);
      }
      case Invocation invocation -> {
        long deadlineNanos = startNanos + work.remainingNanos();
        InvocationShare share =
            new InvocationShare(
                program,
                invocation,
                frame,
                board,
                work.parallelism(),
                () -> TaskBoard.isStopped(board) || System.nanoTime() - deadlineNanos >= 0);
        RoutineKernel kernel =
            switch (work.engine()) {
              case BLOCKS -> routines.kernel(invocation.routine());
              case NATIVE -> kernels.ofRoutine(work.place(), work.step());
            };
        share.run(kernel, pulse::progress);
      }
      case OrderStatistic order -> {
        TaskBoard tasks = TaskBoard.join(board, 1, 0);
        if (tasks.claim() == 0) {
          OrderStatistics.run(program, order, frame, this::runPieces);
          tasks.complete(0);
        }
      }
    }
  }

  private Program program(int place) {
    Program program = programs.get(place);
    if (program == null) {
      throw new IllegalStateException("nothing is known at place " + place);
    }
    return program;
  }

  private void run(Loop loop, Kernel kernel, LoopRun run, TaskBoard tasks) {
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
}
