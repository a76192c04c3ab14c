/// Native kernels: one executor, `native-kernels`, has machine code made of programs
/// ([io.parallax.kernel.llvm]). That takes milliseconds, so it is not ready for every program: an
/// executor says how far it is as a [io.parallax.executor.Preparation], is told what programs took
/// elsewhere, and compiles a program in the background when that is as much as compiling it takes
/// (`NativeDemand`). A caller who names it waits for the compilation instead. Compiling happens in
/// processes of their own where there can be such (`Compilers`).
///
/// **Metrics** of native kernels, all under `parallax`, and what Prometheus calls them:
///
/// | name | kind and unit | in Prometheus |
/// |---|---|---|
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
