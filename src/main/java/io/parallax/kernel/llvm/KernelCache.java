package io.parallax.kernel.llvm;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.Form;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The kernels in memory, by form. Each form has one kernel, also when several threads ask for it
/// at the same time. Beyond a number of kernels or a size, the kernels that were unused for longest
/// are freed; a kernel that runs is never freed. A form that cannot be compiled is remembered and
/// not tried again. Thread safe.
final class KernelCache implements AutoCloseable {
  private final KernelBuilder builder;
  private final Executor compilers;
  private final int capacity;
  private final long capacityBytes;
  private final LongAdder compilations = new LongAdder();
  private final LongAdder compileNanos = new LongAdder();
  private final LongAdder restored = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final Map<CompilationException.Kind, LongAdder> failures =
      new EnumMap<>(CompilationException.Kind.class);
  private final RefusedForms refused = new RefusedForms();
  private final Consumer<RefusedForm> listener;

  /// The kernels in the order of last use; guarded by `this`, as is `bytes`.
  private final Map<Form, CachedKernel> kernels = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  /// @param compilers runs the tasks that build kernels; rejects a task when too many wait
  /// @param listener told once of each form that cannot be compiled, by a compiler's thread
  KernelCache(
      KernelBuilder builder,
      Executor compilers,
      int capacity,
      long capacityBytes,
      Consumer<RefusedForm> listener) {
    this.listener = listener;
    for (CompilationException.Kind kind : CompilationException.Kind.values()) {
      failures.put(kind, new LongAdder());
    }
    this.builder = builder;
    this.compilers = compilers;
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
  }

  /// The kernel if it is in the cache. Starts nothing.
  synchronized Optional<CachedKernel> find(Form form) {
    return Optional.ofNullable(kernels.get(form)).or(() -> refused.find(form));
  }

  /// The kernel. Starts to build it if it was not in the cache.
  ///
  /// @throws ComputeException OVERLOADED when too many compilations wait
  synchronized CachedKernel request(Form form) {
    Optional<CachedKernel> known = find(form);
    if (known.isPresent()) {
      return known.get();
    }
    CachedKernel kernel = new CachedKernel(form);
    try {
      compilers.execute(() -> build(kernel));
    } catch (RejectedExecutionException e) {
      throw new ComputeException(ErrorCode.OVERLOADED, "too many compilations are waiting", e);
    }
    kernels.put(form, kernel);
    return kernel;
  }

  private void build(CachedKernel kernel) {
    try {
      Code code = builder.build(kernel.form());
      count(code);
      synchronized (this) {
        bytes += code.bytes();
      }
      evict(); // before this kernel is ready, so that the bounds hold by then
      kernel.finish(code);
    } catch (CompilationException e) {
      refuse(kernel, e.kind(), e.reason());
    } catch (RuntimeException | Error e) {
      refuse(kernel, CompilationException.Kind.REJECTED, e.toString());
    }
  }

  /// Removes a form that cannot be compiled. The form is refused forever, unless it is not to
  /// blame.
  private void refuse(CachedKernel kernel, CompilationException.Kind kind, String reason) {
    Objects.requireNonNull(failures.get(kind)).increment();
    synchronized (this) {
      kernels.remove(kernel.form(), kernel);
      if (kind != CompilationException.Kind.UNAVAILABLE) {
        refused.add(kernel);
      }
    }
    kernel.fail(kind, reason);
    listener.accept(new RefusedForm(kernel.form().operationCount(), kind, reason));
  }

  private void count(Code code) {
    switch (code.origin()) {
      case COMPILED -> {
        compilations.increment();
        compileNanos.add(code.buildNanos());
      }
      case STORED -> restored.increment();
    }
  }

  /// Frees the kernels that are beyond the bounds and not in use. Runs under the lock, so that no
  /// form is built again before its code is freed.
  private synchronized void evict() {
    if (isFull()) {
      List.copyOf(kernels.values()).stream().filter(CachedKernel::takeUse).forEach(this::moveToEnd);
      for (CachedKernel kernel : List.copyOf(kernels.values())) {
        if (isFull()) {
          free(kernel);
        }
      }
    }
  }

  private synchronized void moveToEnd(CachedKernel kernel) {
    kernels.get(kernel.form());
  }

  private synchronized boolean isFull() {
    return kernels.size() > capacity || bytes > capacityBytes;
  }

  private synchronized void free(CachedKernel kernel) {
    if (!kernel.retire()) {
      return;
    }
    Code code = kernel.code();
    if (code != null) {
      builder.discard(code);
      bytes -= code.bytes();
    }
    kernels.remove(kernel.form(), kernel);
    evictions.increment();
  }

  synchronized KernelStatistics statistics() {
    return new KernelStatistics(
        kernels.size(),
        bytes,
        compilations.sum(),
        compileNanos.sum(),
        restored.sum(),
        evictions.sum(),
        failures.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum())));
  }

  /// Frees every kernel. No kernel may be in use, or be requested afterwards.
  @Override
  public synchronized void close() {
    List.copyOf(kernels.values()).forEach(this::free);
  }
}
