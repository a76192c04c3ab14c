package io.parallax.kernel.llvm;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/// The kernels in memory, by form; of each there is one, whoever asks at the same time. Beyond a
/// number or a size those unused for longest are freed, but never one that runs. Thread safe.
final class KernelCache implements AutoCloseable {
  private final KernelBuilder builder;
  private final Executor compilers;
  private final int capacity;
  private final long capacityBytes;
  private final LongAdder compilations = new LongAdder();
  private final LongAdder compileNanos = new LongAdder();
  private final LongAdder restored = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  /// In the order of last use; guarded by `this`, as is `bytes`.
  private final Map<LoopForm, CachedKernel> kernels = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  /// @param compilers runs what builds kernels; refuses when too much waits
  KernelCache(KernelBuilder builder, Executor compilers, int capacity, long capacityBytes) {
    this.builder = builder;
    this.compilers = compilers;
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
  }

  /// Without starting anything.
  synchronized Optional<CachedKernel> find(LoopForm form) {
    return Optional.ofNullable(kernels.get(form));
  }

  /// The kernel, being built from now on if it was not there.
  ///
  /// @throws ComputeException OVERLOADED when too many compilations wait
  synchronized CachedKernel request(LoopForm form) {
    CachedKernel known = kernels.get(form);
    if (known != null) {
      return known;
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
      evict(); // before anyone sees this one ready: the bounds hold then
      kernel.finish(code);
    } catch (CompilationException | RuntimeException | Error e) {
      kernel.fail(e.toString());
    }
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

  /// Frees what is beyond the bounds and not in use. Done under the lock, so that the form is not
  /// built again before its code is gone.
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
        evictions.sum());
  }

  /// Frees every kernel; none may be in use, nor asked for any more.
  @Override
  public synchronized void close() {
    List.copyOf(kernels.values()).forEach(this::free);
  }
}
