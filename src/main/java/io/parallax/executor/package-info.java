/// The contract of executors: each [io.parallax.executor.PlanExecutor] is one way to run programs.
///
/// Executors differ in where morsels run, never in what they compute. The loop fixes the morsels
/// and the order in which their results are merged, so the bits are the same on every executor,
/// with any number of threads. Executors are found as beans; a new executor is one new file.
///
/// A feature that only some executors have is an interface of its own, which these executors
/// implement: [io.parallax.executor.IsolatableExecutor] (the same strategy in worker processes),
/// [io.parallax.executor.machinecode.CodeSource] (code that can be shown),
/// [io.parallax.executor.process.ProcessExecutor] (worker processes),
/// [io.parallax.executor.thread.TaskRunner] (threads of this process that can run other tasks). An
/// [io.parallax.executor.ArrayAccess] says how an executor reaches arrays; the cost model charges
/// the bytes that have to be moved for this access.
///
/// **Invariants of every executor.**
/// 1. An execution returns or throws only when no thread works for it any more.
/// 2. No failure is lost: the first failure of any thread is thrown to the caller. A
///    `ComputeException` is thrown as it is, any other failure as INTERNAL with its cause.
/// 3. Every thread checks the deadline before every task and after the last task of a loop: once
///    the deadline has passed a kernel may leave its morsel undone. Loops of callers' functions
///    stop within a few milliseconds of the deadline: a [io.parallax.executor.StopWord] is set
///    then, also for machine code and for workers.
/// 4. When several elements cause arithmetic faults, the fault of the first element is reported, on
///    every executor.
/// 5. Threads, queues and permits are bounded over all requests; a request for help beyond the
///    bound is not granted.
///
/// **Sub-packages.** `thread`: sequential, platform threads, virtual threads. `machinecode`: native
/// kernels and the processes that compile them. `process`: worker processes as the service sees
/// them. `worker` and `compiler`: the programs that run in the child processes. This package
/// depends on none of its sub-packages.
@NullMarked
package io.parallax.executor;

import org.jspecify.annotations.NullMarked;
