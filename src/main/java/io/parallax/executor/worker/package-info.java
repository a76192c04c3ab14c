/// A worker: the process that [io.parallax.executor.process] starts, and what the two say to each
/// other.
///
/// [WorkerMain] is the worker's main class. It has neither Spring nor a logging framework on its
/// class path: the packages from `error` to `kernel` and this one are all there is of it.
///
/// **Data** is in a [io.parallax.memory.SharedMapping], of which both processes know offsets; it is
/// never sent. **What is to be done** comes as [Command]s on the worker's standard input: a
/// [Recipe] (canonical texts and types, from which the worker lowers the program itself, once) and
/// then steps of it over memory. **Which morsels** a worker runs it finds out itself, together with
/// the other workers of the step, on a [TaskBoard] in the shared memory; there it also leaves what
/// a reduction accumulated. A [Reply] on standard output ends its part of a step.
///
/// **What a worker promises.** A morsel is marked as run only when everything it leaves is written,
/// so morsels that are not marked can be run again, by anyone. A worker stops between morsels when
/// the board or the deadline says so. It ends when its standard input ends or when it has another
/// parent than it had, which is how it notices the end of the service however that came about.
@NullMarked
package io.parallax.executor.worker;

import org.jspecify.annotations.NullMarked;
