package io.parallax.executor.testing;

import io.parallax.executor.StopWords;
import io.parallax.executor.compiler.CompilerMain;
import io.parallax.executor.compiler.FaultyCompilerMain;
import io.parallax.executor.machinecode.CompilerLimits;
import io.parallax.executor.machinecode.Compilers;
import io.parallax.executor.machinecode.NativeDemand;
import io.parallax.executor.machinecode.NativeEngine;
import io.parallax.executor.machinecode.NativeKernelsExecutor;
import io.parallax.executor.machinecode.NativeProperties;
import io.parallax.executor.process.WorkerCommand;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.bytecode.BytecodeEngine;
import io.parallax.kernel.llvm.LlvmEngine;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.unit.DataSize;

/// The native-kernels executor with all it needs; where the machine has no native kernels the test
/// is skipped, and says so.
public final class Native implements AutoCloseable {
  /// Short, so that tests need not wait; much longer than a compilation takes.
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private final Set<Long> others = compilerProcesses().collect(Collectors.toSet());
  private final Compilers compilers;
  private final NativeEngine engine;
  private final CorePool pool = new CorePool(4);
  private final BlockEngine blocks = BlockEngine.create();

  private Native(NativeProperties properties, Compilers.Launch processes) {
    compilers = new Compilers(properties, "test", processes);
    engine = new NativeEngine(properties, compilers, blocks);
  }

  private static NativeProperties properties(
      @Nullable Path library, NativeProperties.Compiler place) {
    return new NativeProperties(
        library,
        null,
        place == NativeProperties.Compiler.SERVICE ? 2 : 1,
        place,
        TIMEOUT,
        DataSize.ofMegabytes(256),
        4_096,
        DataSize.ofMegabytes(64));
  }

  /// Compiles in this process.
  public static Native open() {
    return opened(
        new Native(properties(null, NativeProperties.Compiler.SERVICE), Compilers::usual));
  }

  /// Compiles in a process.
  public static Native isolated() {
    return opened(
        new Native(properties(null, NativeProperties.Compiler.PROCESS), Compilers::usual));
  }

  /// Compiles in a process with [FaultyCompilers].
  public static Native faulty() {
    return opened(
        new Native(properties(null, NativeProperties.Compiler.PROCESS), Native::faultyCommand));
  }

  /// Is to compile in a process of that JVM.
  public static Native started(String java) {
    return opened(
        new Native(
            properties(null, NativeProperties.Compiler.PROCESS),
            () -> {
              WorkerCommand usual = Compilers.usual();
              return new WorkerCommand(Path.of(java), usual.options(), usual.main());
            }));
  }

  /// The command of a process with [FaultyCompilers].
  public static WorkerCommand faultyCommand() {
    return WorkerCommand.ofCompiler(
        String.join(
            File.pathSeparator, folderOf(CompilerMain.class), folderOf(FaultyCompilerMain.class)),
        FaultyCompilerMain.class.getName(),
        CompilerLimits.HEAP_BYTES);
  }

  private static String folderOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static Native opened(Native opened) {
    if (opened.engine.opening() instanceof NativeEngine.Opening.Unavailable(String reason)) {
      Assumptions.abort(reason);
    }
    return opened;
  }

  /// With that library, which may be none.
  public static Native with(Path library) {
    return new Native(properties(library, NativeProperties.Compiler.SERVICE), Compilers::usual);
  }

  public NativeKernelsExecutor executor() {
    return new NativeKernelsExecutor(
        engine,
        compilers,
        new NativeDemand(),
        new ProgramRunner(blocks, new BytecodeEngine(), new StopWords()),
        pool,
        Processes.none());
  }

  public LlvmEngine engine() {
    return engine.ifOpen().orElseThrow();
  }

  public Compilers compilers() {
    return compilers;
  }

  /// The process that compiles: one that was not there before.
  public long compilerPid() {
    return compilerProcesses().filter(pid -> !others.contains(pid)).findFirst().orElseThrow();
  }

  private static Stream<Long> compilerProcesses() {
    return ProcessHandle.current()
        .children()
        .filter(
            child ->
                child
                    .info()
                    .commandLine()
                    .filter(line -> line.contains("CompilerMain"))
                    .isPresent())
        .map(ProcessHandle::pid);
  }

  @Override
  public void close() {
    pool.close();
    engine.ifOpen().ifPresent(LlvmEngine::close);
    compilers.close();
    blocks.close();
  }
}
