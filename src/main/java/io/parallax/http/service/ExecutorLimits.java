package io.parallax.http.service;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.executor.PlanExecutor;
import io.parallax.executor.machinecode.CompilerLimits;
import io.parallax.executor.machinecode.NativeProperties;
import io.parallax.executor.process.ProcessProperties;
import io.parallax.executor.worker.Command;
import io.parallax.limit.Limit;
import io.parallax.memory.MemoryBudget;
import io.parallax.strategy.MachineCode;
import java.util.List;
import org.springframework.stereotype.Component;

/// What single executors keep to.
@Component
final class ExecutorLimits {
  private final NativeProperties kernels;
  private final ProcessProperties processes;
  private final MemoryBudget memory;

  ExecutorLimits(NativeProperties kernels, ProcessProperties processes, MemoryBudget memory) {
    this.kernels = kernels;
    this.processes = processes;
    this.memory = memory;
  }

  List<Limit> ofKernels() {
    return List.of(
        count(
            "plannedOperations",
            PlanExecutor.PLANNED_OPERATIONS,
            "operations",
            "the loops whose plans for the vector engine are kept"),
        count("kernels", kernels.kernels(), "kernels", "the native kernels kept"),
        bytes("kernelBytes", kernels.kernelBytes().toBytes(), "the native kernels in memory"),
        count("compilerThreads", kernels.compilers(), "threads", "compilations at a time"),
        count(
            "queuedCompilations",
            NativeProperties.COMPILATIONS,
            "compilations",
            "compilations waiting for a thread"),
        milliseconds(
            "compileTimeout",
            kernels.compileTimeout(),
            "compiling one loop and trying the kernel; then the compiler process is ended"),
        bytes(
            "compilerMemoryBytes",
            kernels.compilerMemory().toBytes(),
            "a compiler process's addresses beyond what it has when it is ready"),
        bytes("compilerHeapBytes", CompilerLimits.HEAP_BYTES, "the heap of a compiler process"),
        milliseconds("compilerStart", CompilerLimits.START, "the start of a compiler process"),
        milliseconds(
            "compilerSilence",
            CompilerLimits.ANSWER,
            "a compiler process's time to answer before it is given something to compile"),
        count(
            "refusedKernels",
            NativeProperties.REFUSED,
            "loops",
            "the loops that are known to have no kernel"),
        count(
            "nativeOperations",
            NativeProperties.OPERATIONS,
            "operations",
            "the operations of one loop that is compiled"),
        count(
            "nativeArrays",
            NativeProperties.ARRAYS,
            "arrays",
            "the arrays that one loop that is compiled reads, and that it writes"),
        count(
            "watchedPrograms",
            NativeProperties.LEDGER,
            "programs",
            "the programs whose time is remembered until they are compiled"),
        count(
            "codeCharacters",
            MachineCode.MAX_CHARACTERS,
            "characters",
            "the code that an explanation shows"));
  }

  List<Limit> ofWorkers() {
    return List.of(
        count("workers", processes.count(), "processes", "the worker processes"),
        bytes("workerHeapBytes", processes.heap().toBytes(), "the heap of a worker"),
        bytes(
            "workerResidentBytes",
            processes.resident().toBytes(),
            "a worker's own memory before it is replaced"),
        bytes("sharedBytes", memory.limitBytes(), "the arrays shared with workers"),
        count(
            "workerSteps", processes.requests(), "steps", "a worker's work before it is replaced"),
        count("workerPrograms", Command.PLACES, "programs", "the programs that a worker remembers"),
        count(
            "workerAttempts",
            processes.attempts(),
            "workers",
            "the workers that may end while they run a request"),
        milliseconds("workerStart", processes.start(), "a new worker's time to become ready"),
        milliseconds("workerSilence", processes.silence(), "silence of a worker"),
        milliseconds("workerStuck", processes.stuck(), "a worker's work on one morsel"),
        milliseconds(
            "workerGrace",
            processes.grace(),
            "a warm worker's time to stop when its request is over, a quarter of a new one's"));
  }
}
