/// Worker processes: started ahead of demand, lent to one step of one request at a time, watched,
/// and replaced when they end. What a worker does is in [io.parallax.executor.worker].
///
/// Start reading at [WorkerPool]. `WorkerStarter` starts as many workers as are wanted, side by
/// side, `WorkerAllocator` lends them and `WorkerStates` knows who has which; a [Worker] is one of
/// them with the two pipes to it; `WorkerMonitor` looks at all of them several times a second.
///
/// **How a worker can fail, and how that is noticed.** It does not become ready: it is killed after
/// `start`, or after a minute as long as it computes, so that a slow machine gets its workers too;
/// so is the JDK's program that was to become the worker (`UnstartedChildren`). It ends for
/// whatever reason: its pipe ends, at once. It is stopped or hangs as a whole, also when it has
/// been dismissed: its pulse stops, and it is killed. Its work hangs: no morsel is begun for long,
/// and it is killed. It sends what is no message, or the reply to another command: it is killed. It
/// does not stop in time when its request's time is over: it is killed. In each case whoever waits
/// for its reply gets a [LostWorkerException], after the process is gone: nothing writes to the
/// memory any more, and its morsels can be run again.
///
/// **Compiler processes** are of the same kind. [CompilerProcesses] has them, one for each
/// compilation at a time; a `CompilerProcess` starts one when there is something to compile, asks
/// whether it is still there before each form, and ends one that takes too long or keeps too much
/// memory (`CompilerSession`). A form over which a process is lost is refused with the reason, at
/// once and from then on; only where a signal ended the process that no program sends itself
/// (SIGKILL, SIGTERM), or it hardly had a processor in its time, the form is tried once more. After
/// a failure to start one, none is started for a while, and whoever needs one is told so.
///
/// **What it costs** (two idle cores; `ProcessRatio`, `ProcessBenchmark`, `WorkerStartBenchmark`).
/// Ten million elements take 1.0 to 1.1 times as long as on threads. The round trip of a step takes
/// 12 µs at best and 67 to 88 on average. A worker is ready after 0.2 s and has 56 MiB, of which 32
/// are its own; starting from a jar, with an archive of classes (`-XX:SharedArchiveFile`) or with
/// an AOT cache takes as long, within the error of a tenth, so no archive is made: it would have to
/// be kept somewhere and fit the JDK. What a new worker lacks is compiled loops, which no archive
/// of JDK 25 has; it runs them in the background for a while (`warmUp`).
///
/// **Why pipes.** `SignalBenchmark`, a message to another JVM and back, in microseconds, half of
/// all and on average, on two cores with ten other things to do:
///
/// | way | half | average | average beyond a pause of 200 µs |
/// |---|---|---|---|
/// | pipes | 3.5 | 21 | 293 |
/// | Unix domain socket | 4.9 | 17 | 302 |
/// | word in shared memory, watched for 20 µs, then a pipe | 22.6 | 185 | 366 |
/// | word in shared memory, always watched | 0.38 | 460 | 34 600 |
///
/// Watching takes the core that the other side needs wherever there are no more cores than workers
/// and requests, which is what a pool of one worker a core has under load; and it wins microseconds
/// of steps that take longer. So a worker sleeps on its pipe.
///
/// **New workers** are lent only where there is no other, until they show on their pulse that their
/// loops are compiled: all others would wait for the one morsel that such a worker claims (seconds,
/// for a costly program).
///
/// **Invariants.**
/// 1. A worker works for one step at a time, and whoever borrowed it returns it or buries it.
/// 2. Nobody waits for a worker longer than its request's deadline.
/// 3. Workers, their heaps and attempts to start them are bounded; a worker is started outside all
///    locks, and failures to start are repeated ever more slowly.
/// 4. A worker gets neither the service's environment nor its descriptors: the shared memory and
///    two pipes are all it has. It can write to every shared array, which is the price of sharing:
///    workers protect the service from crashes, not from hostile code, which they never run.
///
/// **Worker processes.** `forked-processes` runs nothing in this process: [WorkerProcesses] has the
/// memory and the pool ([io.parallax.executor.process]), `WorkerRuns` gives them a program step by
/// step. Between steps this process merges what morsels left, moves compacted columns together and
/// reads results, which is bounded copying that no caller's text decides. With
/// [io.parallax.executor.Isolation#PROCESS] native kernels run in workers too
/// ([io.parallax.executor.machinecode]). Workers are lent step by step, all that are idle to
/// whoever asks alone and one to each while several wait; a step that has begun keeps its workers.
/// A quantile of a long row is searched by one worker alone.
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
