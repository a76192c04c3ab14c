package io.parallax.executor.machinecode;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.bytecode.BytecodeEngine;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Chooses the engine that makes the kernels.
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean
  BlockEngine engine() {
    return BlockEngine.create();
  }

  @Bean
  RoutineEngine routineEngine() {
    return new BytecodeEngine();
  }

  @Bean
  MeterBinder exactSums(BlockEngine engine) {
    return registry ->
        FunctionCounter.builder("parallax.sums.exact", engine, BlockEngine::exactlySummedParts)
            .description("Parts of rows summed element by element, to be exact")
            .register(registry);
  }

  @Bean
  LimitSource kernelLimits(NativeProperties kernels) {
    return LimitSource.of(
        Subject.KERNELS,
        count(
            "plannedOperations",
            BlockEngine.MAX_PLANNED_OPERATIONS,
            "operations",
            "the loops whose plans for the vector engine are kept"),
        count("kernels", kernels.kernels(), "kernels", "the native kernels kept"),
        bytes("kernelBytes", kernels.kernelBytes().toBytes(), "the native kernels in memory"),
        count("compilerThreads", kernels.compilers(), "threads", "compilations at a time"),
        count(
            "queuedCompilations",
            LlvmEngine.MAX_WAITING,
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
            LlvmEngine.MAX_REFUSED,
            "loops",
            "the loops that are known to have no kernel"),
        count(
            "nativeOperations",
            LlvmEngine.MAX_OPERATIONS,
            "operations",
            "the operations of one loop that is compiled"),
        count(
            "nativeArrays",
            LlvmEngine.MAX_ARRAYS,
            "arrays",
            "the arrays that one loop that is compiled reads, and that it writes"),
        bytes(
            "nativeLocalBytes",
            LlvmEngine.MAX_LOCAL_BYTES,
            "the arrays of an item's own in functions that are compiled to machine code"),
        count(
            "functionClasses",
            BytecodeEngine.MOST_KEPT,
            "functions",
            "the functions whose classes of the JVM are kept"),
        count(
            "watchedPrograms",
            NativeDemand.MAX_PROGRAMS,
            "programs",
            "the programs whose time is remembered until they are compiled"));
  }
}
