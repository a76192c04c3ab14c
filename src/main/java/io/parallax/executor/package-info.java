/// The contract of executors: each [io.parallax.executor.PlanExecutor] is one way to run programs.
///
/// Executors differ in where morsels run, never in what they compute: morsels and the order in
/// which their results are merged are fixed by the loop, so the bits are the same on every
/// executor, with any number of threads. Executors are found as beans; adding one is adding one
/// file.
///
/// What only some executors have is an interface of its own, which those that have it implement:
/// [io.parallax.executor.IsolatableExecutor] (the same strategy in worker processes),
/// [io.parallax.executor.machinecode.CodeSource] (code that can be shown),
/// [io.parallax.executor.process.ProcessExecutor] (worker processes),
/// [io.parallax.executor.thread.TaskRunner] (threads of this process that can run other tasks). How
/// an executor reaches arrays is an [io.parallax.executor.ArrayAccess]; the cost model charges the
/// bytes that have to be moved for it.
///
/// **Invariants of every executor.**
/// 1. An execution returns or throws only when no thread works for it any more.
/// 2. No failure is lost: the first of any thread is thrown to the caller, as it is when it is a
///    `ComputeException`, else as INTERNAL with its cause.
/// 3. The deadline is checked before every task, by every thread, and after the last of a loop:
///    once the deadline has passed a kernel may leave its morsel undone.
/// 4. Of arithmetic faults the first element's is reported, on every executor.
/// 5. Threads, queues and permits are bounded over all requests; help beyond the bound is not
///    given.
///
/// **Rooms.** `thread`: sequential, platform threads, virtual threads. `machinecode`: native
/// kernels and the processes that compile them. `process`: worker processes as the service sees
/// them. `worker` and `compiler`: what runs in the child processes. This package needs none of its
/// rooms.
@NullMarked
package io.parallax.executor;

import org.jspecify.annotations.NullMarked;
