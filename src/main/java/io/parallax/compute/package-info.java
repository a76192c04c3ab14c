/// Requests as values, and the class that answers them, [io.parallax.compute.ComputeRunner]: inputs
/// → expression → program → decision → execution → results. Each stage is a function of the value
/// before it; no stage calls back.
///
/// **The path of a request.**
/// 1. After its body has arrived and has been read, the request is charged the heap that its texts
///    can take ([io.parallax.compute.HeapBudget]). The charge is settled when the program is known.
/// 2. `Planner` checks the request against [io.parallax.compute.ComputeProperties], parses its
///    texts and lowers them ([io.parallax.compute.PreparedRequest]). The executor is chosen and the
///    cost is known; only what was sent is allocated. A request that cannot be finished in its time
///    by any honest estimate is refused (`Feasibility`).
/// 3. [io.parallax.compute.Admission] admits the request. A tiny request is admitted at once. Of
///    the other requests, as many as keep the cores busy ([io.parallax.compute.WorkLimit]) are
///    admitted in order of arrival. A bounded number waits. The rest is refused with a computed
///    time to come back, and so is a request that could not be done in time after the requests
///    before it.
/// 4. The program's memory, inputs included, is charged to the budget in one piece. Until then
///    generators remain descriptions. `Workspace` allocates the arrays and fills the generated
///    ones.
/// 5. The chosen executor runs the program.
/// 6. Results that are not written whole are reduced to their [io.parallax.compute.Summary], on
///    every core.
///
/// **Invariants.** When [io.parallax.compute.ComputeRunner#run] returns or throws, no thread works
/// on the request's memory any more, so closing its reservation is safe. One
/// [io.parallax.compute.Timings] record feeds the answer, its header and the metrics.
///
/// **Metrics**, all under `parallax`:
///
/// | name | kind and unit | tags |
/// |---|---|---|
/// | `parallax.phase` | timer with histogram | `phase` (a component of Timings), `executor`, `operation` |
/// | `parallax.requests.rejected` | counter | `code`, the problem's slug |
/// | `parallax.requests.running` | gauge, requests admitted, tiny ones not counted | |
/// | `parallax.requests.computing` | gauge, requests admitted, tiny ones included | |
/// | `parallax.requests.places` | gauge, requests that may be admitted now | |
/// | `parallax.requests.waiting` | gauge, requests waiting to be admitted | |
/// | `parallax.requests.receiving` | gauge, requests whose bodies are waited for | |
/// | `parallax.requests.answering` | gauge, long answers being written | |
/// | `parallax.requests.stage` | timer with histogram | `stage`: receiving, waiting, computing, answering |
/// | `parallax.receiving.memory`, `parallax.answering.memory` | gauge, bytes | |
/// | `parallax.memory.in.use` | gauge, bytes charged | |
/// | `parallax.memory.limit` | gauge, bytes | |
///
/// **Settings** are the records [io.parallax.compute.ComputeProperties] (`parallax.limits`) and
/// [io.parallax.compute.AdmissionProperties] (`parallax.admission`), which state their defaults.
@NullMarked
package io.parallax.compute;

import org.jspecify.annotations.NullMarked;
