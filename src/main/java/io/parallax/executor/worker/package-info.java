/// A worker: the program of the process that [io.parallax.executor.process] starts, and the
/// messages between the worker and the service.
///
/// [WorkerMain] is the main class of a worker. A worker has neither Spring nor a logging framework
/// on its class path: its class path has only this package and the packages from `error` to
/// `kernel`.
///
/// **Data** is stored in a [io.parallax.memory.SharedMapping], in which both processes name a place
/// by its offset; data is never sent. **Work** comes as [Command]s on the worker's standard input:
/// first a [ProgramSource] (canonical texts and types, from which the worker lowers the program
/// itself, once), then steps of the program over memory. **Morsels** are claimed on a [TaskBoard]
/// in the shared memory, by all workers of the step. The worker also stores there the accumulated
/// state of a reduction. A [Reply] on standard output ends the worker's part of a step.
///
/// **What a worker guarantees.** A morsel is marked as run only when all its results are written,
/// so any worker can run a morsel again that is not marked. A worker stops between morsels when the
/// board or the deadline says so. A range of items of a caller's function is a task like a morsel,
/// and its loops stop by the same word on the board, within milliseconds. It ends when its standard
/// input ends or when its parent process changes. This is how it notices the end of the service,
/// whatever the cause.
@NullMarked
package io.parallax.executor.worker;

import org.jspecify.annotations.NullMarked;
