/// Worker processes: started ahead of demand, lent to one step of one request at a time,
/// supervised, and replaced when they end. [io.parallax.executor.worker] describes the program that
/// a worker runs.
///
/// Start reading at [WorkerPool]. `WorkerStarter` starts as many workers as are wanted, side by
/// side. `WorkerAllocator` lends the workers and `WorkerStates` records the state of each. A
/// [Worker] is one worker process and its two pipes. `WorkerMonitor` checks all workers several
/// times a second.
///
/// **How a worker can fail, and how the failure is noticed.**
/// - The worker does not become ready: it is killed after `start`; as long as it computes it is
///   killed after a minute instead, so that a slow machine gets its workers, too. The JDK's program
///   that was to become the worker is killed, too (`UnstartedChildren`).
/// - The worker ends, for any reason: its pipe ends at once.
/// - The worker is stopped or hangs as a whole: its heartbeat stops, and it is killed. A worker
///   that was dismissed is watched in the same way.
/// - The worker's work hangs: no morsel is begun for a long time, and the worker is killed. Items
///   of a caller's function may take as long as the request; their worker is killed only when it
///   does not stop at the deadline.
/// - The worker sends bytes that are no message, or the reply to another command: it is killed.
/// - The worker does not stop in time when the time of its request is over: it is killed.
///
/// In each case the thread that waits for the worker's reply gets a [LostWorkerException] after the
/// process has ended. Then nothing writes to the memory any more, and the worker's morsels can be
/// run again.
///
/// **Compiler processes** are supervised in a similar way. [CompilerProcesses] keeps them, one
/// process for each compilation at a time. A `CompilerProcess` starts a process when there is
/// something to compile, and asks before each form whether the process still answers. It ends a
/// process that takes too long or keeps too much memory (`CompilerSession`). When a process is lost
/// over a form, the form is refused with the reason, at once and in later requests. The form is
/// tried once more only where a signal ended the process that no program sends to itself (SIGKILL,
/// SIGTERM), or the process got hardly any processor time. After a failure to start a process, no
/// process is started for a while, and callers that need one receive this failure.
///
/// **What workers cost** (two idle cores; `ProcessRatio`, `ProcessBenchmark`,
/// `WorkerStartBenchmark`). Ten million elements take 1.0 to 1.1 times as long as on threads. The
/// round trip of a step takes 12 µs at best and 67 to 88 µs on average. A worker is ready after 0.2
/// s and has 56 MiB, of which 32 MiB are its own. Starting from a jar, with an archive of classes
/// (`-XX:SharedArchiveFile`) or with an AOT cache takes as long, within the error of a tenth.
/// Therefore no archive is made: it would have to be stored somewhere and fit the JDK. A new worker
/// lacks compiled loops, and no archive of JDK 25 contains them; the worker runs loops in the
/// background for a while until they are compiled (`warmUp`).
///
/// **Why pipes.** `SignalBenchmark` measures a message to another JVM and back, in microseconds, as
/// the median and the average, on two cores with ten other things to do:
///
/// | way | median | average | average beyond a pause of 200 µs |
/// |---|---|---|---|
/// | pipes | 3.5 | 21 | 293 |
/// | Unix domain socket | 4.9 | 17 | 302 |
/// | word in shared memory, watched for 20 µs, then a pipe | 22.6 | 185 | 366 |
/// | word in shared memory, always watched | 0.38 | 460 | 34 600 |
///
/// Watching a word takes a core that the other side needs wherever workers and requests together
/// outnumber the cores. A pool of one worker for each core is in this state under load. Watching
/// saves only microseconds of steps that take longer. So a worker sleeps on its pipe.
///
/// **New workers** are lent only where no other worker is idle, until their heartbeat shows that
/// their loops are compiled. Otherwise all other workers would wait for the one morsel that a new
/// worker claims (seconds, for a costly program).
///
/// **Invariants.**
/// 1. A worker works for one step at a time, and its borrower returns it or ends its process.
/// 2. Nobody waits for a worker longer than the deadline of the request.
/// 3. Workers, their heaps and attempts to start them are bounded. A worker is started outside all
///    locks, and failures to start are repeated ever more slowly.
/// 4. A worker gets one variable of the service's environment, `LD_LIBRARY_PATH` (`WorkerCommand`),
///    and none of the service's descriptors. It has the shared memory and its pipes. It can write
///    to every shared array, which is the price of sharing: workers protect the service from
///    crashes. They do not protect it from hostile code, which they never run.
///
/// **Worker processes.** `forked-processes` runs no morsel in this process: [WorkerProcesses] holds
/// the memory and the pool ([io.parallax.executor.process]), `WorkerRuns` gives them a program step
/// by step. Between steps this process merges the results of morsels, moves compacted columns
/// together and reads results. This work is bounded copying that no caller's text decides. With
/// [io.parallax.executor.Isolation#PROCESS] native kernels run in workers, too
/// ([io.parallax.executor.machinecode]). Workers are lent step by step: a request that waits alone
/// gets all idle workers, and each of several waiting requests gets one. A step that has begun
/// keeps its workers. A quantile of a long row is searched by one worker alone.
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
/// **Settings**: [io.parallax.executor.process.ProcessProperties] (`parallax.processes`) states
/// their defaults.
@NullMarked
package io.parallax.executor.process;

import org.jspecify.annotations.NullMarked;
