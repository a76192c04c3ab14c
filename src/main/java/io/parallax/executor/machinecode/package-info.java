/// Native kernels: the executor `native-kernels` runs machine code that is compiled from programs
/// ([io.parallax.kernel.llvm]). A compilation takes milliseconds, so the executor is not ready for
/// every program. It reports how far it is as a [io.parallax.executor.Preparation]. It is told how
/// long programs took on other executors, and compiles a program in the background when this time
/// reaches the compile time (`NativeDemand`). A caller who names the executor waits for the
/// compilation instead. Kernels are compiled in processes of their own where such processes can be
/// started (`Compilers`).
///
/// **Metrics** of native kernels, all under `parallax`, and what Prometheus calls them:
///
/// | name | kind and unit | in Prometheus |
/// |---|---|---|
/// | `parallax.sums.exact` | counter, parts of rows whose sum two doubles a lane could not represent | `parallax_sums_exact_total` |
/// | `parallax.kernels.compile` | timer, compilations | `parallax_kernels_compile_seconds_count`, `_sum` |
/// | `parallax.kernels.compiled` | counter, kernels compiled | `parallax_kernels_compiled_total` |
/// | `parallax.kernels.restored` | counter, kernels taken from the folder of objects | `parallax_kernels_restored_total` |
/// | `parallax.kernels.evicted` | counter, kernels freed for others | `parallax_kernels_evicted_total` |
/// | `parallax.kernels.refused` | counter by `cause`, loops of which there is no kernel | `parallax_kernels_refused_total` |
/// | `parallax.kernels.live` | gauge, kernels in memory | `parallax_kernels_live` |
/// | `parallax.kernels.bytes` | gauge, bytes they take, about | `parallax_kernels_bytes` |
/// | `parallax.compilers.alive` | gauge, compiler processes that are ready | `parallax_compilers_alive` |
/// | `parallax.compilers.started` | counter, compiler processes | `parallax_compilers_started_total` |
/// | `parallax.compilers.lost` | counter, those that ended unasked or had to be killed | `parallax_compilers_lost_total` |
///
/// Start reading at `NativeKernelsExecutor`. With isolation native kernels run in worker processes
/// (`IsolatedKernels`). [io.parallax.executor.machinecode.NativeProperties] (`parallax.native`)
/// states the settings and their defaults.
@NullMarked
package io.parallax.executor.machinecode;

import org.jspecify.annotations.NullMarked;
