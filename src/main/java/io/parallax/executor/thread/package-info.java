/// Executors that run morsels on threads of this process: the calling thread alone, a pool of one
/// thread for each core, virtual threads.
///
/// **How threads share a step.** `ProgramRunner` runs a program step by step and makes each step a
/// `TaskGroup`: numbered tasks (morsels) that any thread claims in ascending order. The calling
/// thread always takes part, so a request makes progress however busy the other threads are. A
/// `Crew` is asked to help with steps of more than one task; a step completes without its help.
/// Between tasks every thread of the service gives way: pool threads to the next request in the
/// queue, virtual threads to others on their carrier.
///
/// **Items of functions.** The tasks of an [io.parallax.program.Invocation] are ranges of items
/// ([io.parallax.program.ItemRanges]). A loop of a caller's function may go on for as long as the
/// request may take, so `InvocationTasks` has it look every few milliseconds whether to stop
/// ([io.parallax.executor.StopWord]). A task may be begun again in better code
/// ([io.parallax.executor.thread.RoutineKernels]), because items are pure.
@NullMarked
package io.parallax.executor.thread;

import org.jspecify.annotations.NullMarked;
