/// Runs programs: each [io.parallax.executor.PlanExecutor] is one way to spread morsels.
///
/// Executors differ in where morsels run, never in what they compute: morsels and the order in
/// which their results are merged are fixed by the loop, so the bits are the same on every
/// executor, with any number of threads. Executors are found as beans; adding one is adding one
/// file.
///
/// **How threads share a step.** `ProgramRunner` runs a program step by step and makes each step a
/// `TaskGroup`: numbered tasks (morsels) that any thread claims in ascending order. The calling
/// thread always takes part, so a request makes progress however busy the others are; a `Crew` is
/// asked to help with steps of more than one task and never needed. Between tasks every thread of
/// the service gives way: pool threads to the next request in the queue, virtual threads to others
/// on their carrier.
///
/// **Invariants.**
/// 1. An execution returns or throws only when no thread works for it any more.
/// 2. No failure is lost: the first of any thread is thrown to the caller, as it is when it is a
///    `ComputeException`, else as INTERNAL with its cause.
/// 3. The deadline is checked before every task, by every thread, and after the last of a loop:
///    once it has passed a kernel may leave its morsel undone.
/// 4. Of arithmetic faults the first element's is reported, on every executor.
/// 5. Threads, queues and permits are bounded over all requests; help beyond that is not given.
///
/// **Compiling.** One executor, `native-kernels`, has machine code made of programs
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
/// **Worker processes.** `forked-processes` runs nothing in this process: [WorkerProcesses] has the
/// memory and the pool ([io.parallax.executor.process]), `WorkerRuns` gives them a program step by
/// step. Between steps this process merges what morsels left, moves compacted columns together and
/// reads results, which is bounded copying that no caller's text decides. With [Isolation#PROCESS]
/// native kernels run in workers too (`IsolatedKernels`). Workers are lent step by step, all that
/// are idle to whoever asks alone and one to each while several wait; a step that has begun keeps
/// its workers. A quantile of a long row is searched by one worker alone.
///
/// **Metrics** of workers, all under `parallax`:
///
/// | name | kind and unit |
/// |---|---|
/// | `parallax.workers.alive` | gauge, processes ready or at work |
/// | `parallax.workers.busy` | gauge, processes at work |
/// | `parallax.workers.shared` | gauge, bytes of shared memory that are open |
/// | `parallax.workers.started` | counter, processes |
/// | `parallax.workers.lost` | counter, processes that ended unasked or had to be killed |
/// | `parallax.workers.retired` | counter, processes replaced for their age or size |
///
/// **Settings**: [io.parallax.executor.NativeProperties] (`parallax.native`) and
/// [io.parallax.executor.process.ProcessProperties] (`parallax.processes`) state their defaults.
@NullMarked
package io.parallax.executor;

import org.jspecify.annotations.NullMarked;
