package io.parallax.kernel.llvm;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Step;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;

/// The native engine: compiles loops to machine code for this processor. Thread safe.
///
/// Owns all native memory of kernels and compilers until it is closed.
public final class LlvmEngine implements Engine, AutoCloseable {
  /// The most operations of a loop that is compiled.
  public static final int MAX_OPERATIONS = Refusal.OPERATIONS;

  /// Compilations that may wait for a thread.
  public static final int MAX_WAITING = CompilerThreads.QUEUE;

  private final Arena arena;
  private final Host host;
  private final Linkage linkage;
  private final MemorySegment runtimeTable;
  private final CompilerThreads compilers;
  private final KernelBuilder builder;
  private final KernelCache cache;
  private final RecentKernels recent = new RecentKernels();
  private final ArgumentBlocks blocks;
  private final long streamingBytes;

  private LlvmEngine(Arena arena, NativeSettings settings, UnaryOperator<Host> target)
      throws UnavailableException, CompilationException {
    this.arena = arena;
    Llvm llvm = new Llvm(LibraryFile.find(settings.library()), arena);
    host = target.apply(Host.detect(llvm));
    host.requireSupported();
    host.initializeTarget(llvm);
    linkage = new Linkage(llvm);
    compilers = new CompilerThreads(llvm, host, settings.compilerThreads());
    runtimeTable = linkRuntime();
    builder =
        new KernelBuilder(
            host,
            compilers,
            linkage,
            settings.objects().map(folder -> new ObjectStore(folder, settings.kernels())));
    cache =
        new KernelCache(builder, compilers::execute, settings.kernels(), settings.kernelBytes());
    blocks = new ArgumentBlocks(arena);
    streamingBytes = settings.streamingBytes();
  }

  /// Loads LLVM and makes it ready: some 200 ms and 90 MB.
  ///
  /// @throws UnavailableException where there are no native kernels, with the reason
  public static LlvmEngine open(NativeSettings settings) throws UnavailableException {
    return open(settings, UnaryOperator.identity());
  }

  /// @param target the processor to compile for, of this one; the same or a lesser
  static LlvmEngine open(NativeSettings settings, UnaryOperator<Host> target)
      throws UnavailableException {
    Arena arena = Arena.ofShared();
    try {
      return new LlvmEngine(arena, settings, target);
    } catch (UnavailableException e) {
      arena.close();
      throw e;
    } catch (CompilationException e) {
      arena.close();
      throw new UnavailableException("LLVM does not work here: " + e.getMessage(), e);
    }
  }

  private MemorySegment linkRuntime() throws CompilationException, UnavailableException {
    byte[] object = compilers.submit(compiler -> compiler.compile(KernelRuntime.source()));
    return new KernelRuntime(object, linkage, arena).table();
  }

  /// Why this engine cannot run the program: what it has no form for, or more than it accepts to
  /// compile. Empty when it can.
  public static Optional<String> refusal(Program program) {
    for (Step step : program.steps()) {
      Optional<String> reason =
          switch (step) {
            case Loop loop -> Refusal.of(loop);
            case OrderStatistic _ -> Optional.empty();
          };
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  /// A number that programs share when their loops share kernels, whatever their sizes, in this
  /// process; others have another one, but for rare chance.
  public static int fingerprint(Program program) {
    int fingerprint = 1;
    for (Step step : program.steps()) {
      fingerprint =
          switch (step) {
            case Loop loop -> 31 * fingerprint + LoopForm.of(loop).hashCode();
            case OrderStatistic _ -> fingerprint;
          };
    }
    return fingerprint;
  }

  /// `llvm-` and the processor, such as `llvm-sapphirerapids`.
  @Override
  public String name() {
    return "llvm-" + host.cpu();
  }

  /// The kernel, compiled now if need be: waits for milliseconds then.
  ///
  /// @throws IllegalArgumentException for a loop of a refused program
  /// @throws ComputeException OVERLOADED when too many compilations wait, INTERNAL when LLVM
  ///   refuses the kernel
  @Override
  public Kernel kernel(Loop loop) {
    return kernel(loop, Long.MAX_VALUE);
  }

  /// As [#kernel(Loop)], but waits no longer than that for the compilation, which goes on.
  ///
  /// @throws ComputeException also DEADLINE_EXCEEDED
  public Kernel kernel(Loop loop, long limitNanos) {
    return recent.find(loop).orElseGet(() -> bound(loop, limitNanos));
  }

  private NativeKernel bound(Loop loop, long limitNanos) {
    LoopForm form = form(loop);
    CachedKernel cached = request(form);
    if (!cached.await(limitNanos)) {
      throw new ComputeException(
          ErrorCode.DEADLINE_EXCEEDED, "the kernel was not compiled in the request's time");
    }
    codeOf(cached);
    NativeKernel kernel = new NativeKernel(this, bind(loop, form), cached);
    recent.add(kernel);
    return kernel;
  }

  /// The kernel if it is there already; compiles nothing.
  public Optional<Kernel> ifReady(Loop loop) {
    LoopForm form = form(loop);
    return cache
        .find(form)
        .filter(CachedKernel::isReady)
        .map(kernel -> new NativeKernel(this, bind(loop, form), kernel));
  }

  /// Starts compiling in the background unless that was done before, and says how far it is. When
  /// too many compilations wait it stays [Compilation.Absent].
  public Compilation prepare(Loop loop) {
    try {
      return recent
          .find(loop)
          .map(NativeKernel::compilation)
          .orElseGet(() -> request(form(loop)).state());
    } catch (ComputeException _) {
      return new Compilation.Absent();
    }
  }

  /// How far the loop's kernel is; starts nothing.
  public Compilation compilation(Loop loop) {
    return cache
        .find(LoopForm.of(loop))
        .map(CachedKernel::state)
        .orElseGet(Compilation.Absent::new);
  }

  /// What the loop is compiled to, for people. Compiles it anew, and waits for that.
  ///
  /// @throws ComputeException OVERLOADED when too many compilations wait
  public NativeListing listing(Loop loop) {
    LoopForm form = form(loop);
    try {
      return new NativeListing(builder.ir(form), builder.assembly(form));
    } catch (CompilationException e) {
      throw new ComputeException(ErrorCode.INTERNAL, "the kernel cannot be compiled", e);
    } catch (RejectedExecutionException e) {
      throw new ComputeException(ErrorCode.OVERLOADED, "too many compilations are waiting", e);
    }
  }

  public KernelStatistics statistics() {
    return cache.statistics();
  }

  private static LoopForm form(Loop loop) {
    Refusal.of(loop)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return LoopForm.of(loop);
  }

  private BoundLoop bind(Loop loop, LoopForm form) {
    return new BoundLoop(loop, form, streamingBytes);
  }

  CachedKernel request(LoopForm form) {
    return cache.request(form);
  }

  /// The code of a pinned kernel, waited for.
  Code codeOf(CachedKernel kernel) {
    kernel.await();
    Code code = kernel.code();
    if (code == null) {
      throw new ComputeException(
          ErrorCode.INTERNAL,
          "the kernel cannot be compiled",
          new IllegalStateException(kernel.state().toString()));
    }
    return code;
  }

  ArgumentBlocks blocks() {
    return blocks;
  }

  MemorySegment runtimeTable() {
    return runtimeTable;
  }

  /// Frees everything. No kernel may be running, and none is to be run after.
  @Override
  public void close() {
    compilers.close();
    cache.close();
    linkage.close();
    arena.close();
  }
}
