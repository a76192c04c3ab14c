package io.parallax.kernel.llvm;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.kernel.llvm.emit.Form;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Step;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// The native engine: has loops compiled to machine code for this processor, and runs the code.
/// Thread safe.
///
/// Until it is closed, the engine owns all native memory of kernels and the compilers that it
/// opened.
public final class LlvmEngine implements Engine, AutoCloseable {
  /// The most operations of a loop that is compiled.
  public static final int MAX_OPERATIONS = Refusal.OPERATIONS;

  /// The most arrays that a loop may read, and the most it may write.
  public static final int MAX_ARRAYS = Refusal.ARRAYS;

  /// The most bytes of the arrays that an item of a compiled routine has for itself.
  public static final long MAX_LOCAL_BYTES = Refusal.LOCAL_BYTES;

  /// Compilations that may wait for a thread.
  public static final int MAX_WAITING = CompilerThreads.QUEUE;

  /// The most forms that are remembered as impossible to compile.
  public static final int MAX_REFUSED = RefusedForms.FORMS;

  private final Arena arena = Arena.ofShared();
  private final Engine exact;
  private final String name;
  private final KernelImage runtimeImage;
  private final KernelRuntime runtime;
  private final CompilerThreads compilers;
  private final KernelCache cache;
  private final RecentKernels recent = new RecentKernels();
  private final ArgumentBlocks blocks;
  private final long streamingBytes;

  private LlvmEngine(
      NativeSettings settings,
      Engine exact,
      CompilerThreads compilers,
      Consumer<RefusedForm> listener)
      throws UnavailableException, CompilationException {
    this.exact = exact;
    this.compilers = compilers;
    KernelCompiler first = compilers.first();
    name = first.name();
    runtimeImage = first.runtime();
    runtime = new KernelRuntime(runtimeImage, arena);
    cache =
        new KernelCache(
            new KernelBuilder(compilers),
            compilers::execute,
            settings.kernels(),
            settings.kernelBytes(),
            listener);
    blocks = new ArgumentBlocks(arena);
    streamingBytes = settings.streamingBytes();
  }

  /// Opens a first compiler and waits for it.
  ///
  /// @param exact computes the morsels whose reductions native kernels cannot compute exactly
  /// @param source opens compilers; owned by the caller, and valid until the engine is closed
  /// @param listener told of each form without a kernel, by any thread
  /// @throws UnavailableException with the reason, where there are no native kernels
  public static LlvmEngine open(
      NativeSettings settings,
      Engine exact,
      KernelCompiler.Source source,
      Consumer<RefusedForm> listener)
      throws UnavailableException {
    CompilerThreads compilers = new CompilerThreads(source, settings.compilerThreads());
    try {
      return new LlvmEngine(settings, exact, compilers, listener);
    } catch (UnavailableException e) {
      compilers.close();
      throw e;
    } catch (CompilationException e) {
      compilers.close();
      throw new UnavailableException("machine code cannot be run here: " + e.getMessage(), e);
    }
  }

  /// Why this engine cannot run the program: an operation that has no form, or more operations or
  /// arrays than it accepts. Empty when it can run the program.
  public static Optional<String> refusal(Program program) {
    for (Step step : program.steps()) {
      Optional<String> reason =
          switch (step) {
            case Loop loop -> Refusal.of(loop);
            case OrderStatistic _ -> Optional.empty();
            case Invocation invocation -> Refusal.of(invocation.routine());
          };
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  /// A number that is equal for programs whose loops share kernels, at any sizes. Other programs
  /// have another number, except by rare chance. Valid in this process only.
  public static int fingerprint(Program program) {
    int fingerprint = 1;
    for (Step step : program.steps()) {
      fingerprint =
          switch (step) {
            case Loop loop -> 31 * fingerprint + LoopForm.of(loop).hashCode();
            case OrderStatistic _ -> fingerprint;
            case Invocation invocation -> 31 * fingerprint + invocation.routine().hashCode();
          };
    }
    return fingerprint;
  }

  /// The engine's name: `llvm-` and the processor, such as `llvm-sapphirerapids`.
  @Override
  public String name() {
    return name;
  }

  /// The kernel of a loop. Compiles it if necessary, and waits for milliseconds then.
  ///
  /// @throws IllegalArgumentException for a loop of a refused program
  /// @throws ComputeException OVERLOADED when too many compilations wait or nothing can be compiled
  ///   at the moment, KERNEL_REFUSED when there is no kernel for the loop
  @Override
  public Kernel kernel(Loop loop) {
    return kernel(loop, Long.MAX_VALUE);
  }

  /// Like [#kernel(Loop)], but waits no longer than the limit. The compilation goes on after the
  /// limit.
  ///
  /// @throws ComputeException also DEADLINE_EXCEEDED
  public Kernel kernel(Loop loop, long limitNanos) {
    return recent.find(loop).orElseGet(() -> bound(loop, limitNanos));
  }

  private NativeKernel bound(Loop loop, long limitNanos) {
    LoopForm form = form(loop);
    CachedKernel cached = built(form, limitNanos);
    NativeKernel kernel = new NativeKernel(this, bind(loop, form), cached);
    recent.add(kernel);
    return kernel;
  }

  private CachedKernel built(Form form, long limitNanos) {
    CachedKernel cached = request(form);
    if (!cached.await(limitNanos)) {
      throw tooLate();
    }
    codeOf(cached);
    return cached;
  }

  private static ComputeException tooLate() {
    return new ComputeException(
        ErrorCode.DEADLINE_EXCEEDED, "the kernel was not compiled in the request's time");
  }

  /// A copy of the loop's kernel, for [DeliveredKernels] in another process. Waits as
  /// [#kernel(Loop, long)] does.
  public KernelImage image(Loop loop, long limitNanos) {
    return image(form(loop), limitNanos);
  }

  private KernelImage image(Form form, long limitNanos) {
    CachedKernel cached = built(form, limitNanos);
    while (!cached.pin()) {
      cached = built(form, limitNanos);
    }
    try {
      return codeOf(cached).memory().image();
    } finally {
      cached.unpin();
    }
  }

  /// The kernel of a routine. Waits for its compilation, but no longer than the limit; the
  /// compilation goes on after it.
  ///
  /// @throws IllegalArgumentException for a routine of a refused program
  /// @throws ComputeException as [#kernel(Loop, long)]
  public RoutineKernel kernel(Routine routine, long limitNanos) {
    RoutineForm scalar = form(routine, RoutineForm.Mode.SCALAR);
    long startNanos = System.nanoTime();
    CachedKernel code = request(scalar);
    Optional<RoutineForm> form = laneForm(routine);
    Optional<CachedKernel> lanes = form.flatMap(this::requested);
    if (!code.await(limitNanos)) {
      throw tooLate();
    }
    codeOf(code);
    long left = limitNanos - (System.nanoTime() - startNanos);
    Optional<CachedKernel> ready = lanes.filter(kernel -> kernel.await(left) && kernel.isReady());
    int laneCount = ready.isPresent() ? form.map(RoutineForm::lanes).orElse(1) : 1;
    return new NativeRoutine(this, scalar, code, laneCount, ready, new LaneChoice(laneCount));
  }

  /// A kernel that always runs its items in one way: side by side where they can be, or one after
  /// the other. For comparisons.
  RoutineKernel kernel(Routine routine, RoutineForm.Mode mode) {
    RoutineForm scalar = form(routine, RoutineForm.Mode.SCALAR);
    CachedKernel code = built(scalar, Long.MAX_VALUE);
    return laneForm(routine)
        .filter(_ -> mode == RoutineForm.Mode.LANES)
        .map(
            form ->
                new NativeRoutine(
                    this,
                    scalar,
                    code,
                    form.lanes(),
                    Optional.of(built(form, Long.MAX_VALUE)),
                    LaneChoice.sideBySide(form.lanes())))
        .orElseGet(
            () -> new NativeRoutine(this, scalar, code, 1, Optional.empty(), new LaneChoice(1)));
  }

  /// The form whose items are run side by side, unless the routine has none.
  private static Optional<RoutineForm> laneForm(Routine routine) {
    return Refusal.hasLanes(routine)
        ? Optional.of(form(routine, RoutineForm.Mode.LANES))
        : Optional.empty();
  }

  /// A kernel that nothing depends on; empty when too many compilations wait.
  private Optional<CachedKernel> requested(RoutineForm form) {
    try {
      return Optional.of(request(form));
    } catch (ComputeException _) {
      return Optional.empty();
    }
  }

  /// As [#prepare(Loop)].
  public Compilation prepare(Routine routine) {
    try {
      Compilation scalar = request(form(routine, RoutineForm.Mode.SCALAR)).state();
      laneForm(routine).ifPresent(this::requested);
      return scalar;
    } catch (ComputeException _) {
      return new Compilation.Absent();
    }
  }

  /// The state of the routine's kernel; starts nothing.
  public Compilation compilation(Routine routine) {
    return cache
        .find(RoutineForm.of(routine, RoutineForm.Mode.SCALAR))
        .map(CachedKernel::state)
        .orElseGet(Compilation.Absent::new);
  }

  /// Copies of the routine's kernel, for [DeliveredKernels] in another process: the code that runs
  /// one item after the other, then the code that runs them side by side, where there is any. Waits
  /// as [#kernel(Routine, long)] does.
  public List<KernelImage> images(Routine routine, long limitNanos) {
    List<KernelImage> images = new ArrayList<>();
    laneForm(routine).ifPresent(this::requested);
    images.add(image(form(routine, RoutineForm.Mode.SCALAR), limitNanos));
    laneForm(routine)
        .flatMap(this::requested)
        .filter(kernel -> kernel.await(limitNanos) && kernel.pin())
        .ifPresent(
            kernel -> {
              try {
                images.add(codeOf(kernel).memory().image());
              } catch (ComputeException _) {
                // Without lanes, items are run one after the other.
              } finally {
                kernel.unpin();
              }
            });
    return images;
  }

  /// As [#listing(Loop)], of each way in which the routine's items are run, which the first line of
  /// a text names.
  public List<NativeListing> listings(Routine routine) {
    String name = "function " + routine.name() + ", ";
    List<NativeListing> listings = new ArrayList<>();
    listings.add(
        listing(form(routine, RoutineForm.Mode.SCALAR))
            .titled(name + "mode scalar: an item at a time"));
    laneForm(routine)
        .ifPresent(
            form ->
                listings.add(
                    listing(form)
                        .titled(name + "mode lanes: " + form.lanes() + " items at a time")));
    return listings;
  }

  private static RoutineForm form(Routine routine, RoutineForm.Mode mode) {
    Refusal.of(routine)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return RoutineForm.of(routine, mode);
  }

  /// The functions that all kernels call.
  public KernelImage runtimeImage() {
    return runtimeImage;
  }

  /// Starts the compilation in the background unless it was started before, and returns its state.
  /// The state stays [Compilation.Absent] when too many compilations wait.
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

  /// The state of the loop's kernel; starts nothing.
  public Compilation compilation(Loop loop) {
    return cache
        .find(LoopForm.of(loop))
        .map(CachedKernel::state)
        .orElseGet(Compilation.Absent::new);
  }

  /// The text that the loop is compiled to, for people. Compiles the loop anew, and waits.
  ///
  /// @throws ComputeException OVERLOADED when too many compilations wait or nothing can be compiled
  ///   at the moment, KERNEL_REFUSED when it cannot be compiled
  public NativeListing listing(Loop loop) {
    return listing(form(loop));
  }

  private NativeListing listing(Form form) {
    try {
      return compilers.submit(compiler -> compiler.listing(form.toBytes()));
    } catch (CompilationException e) {
      throw failure(e.kind(), e.reason());
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

  CachedKernel request(Form form) {
    return cache.request(form);
  }

  /// The code of a pinned kernel; waits until the code is built.
  Code codeOf(CachedKernel kernel) {
    kernel.await();
    Code code = kernel.code();
    if (code == null) {
      throw switch (kernel.state()) {
        case Compilation.Failed(var kind, String reason) -> failure(kind, reason);
        case Compilation.Absent _, Compilation.Running _, Compilation.Ready _ ->
            new IllegalStateException(kernel.state().toString());
      };
    }
    return code;
  }

  private static ComputeException failure(CompilationException.Kind kind, String reason) {
    return switch (kind) {
      case UNAVAILABLE ->
          new ComputeException(
              ErrorCode.OVERLOADED, "nothing can be compiled at the moment: " + reason);
      case REJECTED, DIFFERENT, CRASHED, TIMED_OUT ->
          new ComputeException(ErrorCode.KERNEL_REFUSED, reason);
    };
  }

  Engine exact() {
    return exact;
  }

  ArgumentBlocks blocks() {
    return blocks;
  }

  MemorySegment runtimeTable() {
    return runtime.table();
  }

  /// Frees everything. No kernel may be running, and no kernel may be run afterwards.
  @Override
  public void close() {
    compilers.close();
    cache.close();
    runtime.close();
    arena.close();
  }
}
