/// Requests as values and the one orchestrator that answers them,
/// [io.parallax.compute.ComputeRunner]: inputs → expression → program → decision → execution →
/// results. Each stage is a function of the value before it; none calls back.
///
/// **The way of a request.** When its body is there and read, it is charged the heap that its texts
/// can take ([io.parallax.compute.HeapBudget]), which is settled when its program is known.
/// `Planner` checks it against [io.parallax.compute.ComputeProperties], reads its texts and lowers
/// them ([io.parallax.compute.PreparedRequest]): its cost is known, and nothing is allocated but
/// what was sent. [io.parallax.compute.Admission] then lets it in: a tiny one at once, of others as
/// many as keep the cores busy ([io.parallax.compute.WorkLimit]), in order of arrival; a bounded
/// number waits, and the rest, and whoever could not be done in time behind them, is turned away
/// with a computed time to come back. Generators stay descriptions until the program's memory,
/// inputs included, has been charged to the budget in one piece, and what cannot be finished in its
/// time by any honest estimate is refused (`Feasibility`). `Workspace` then has the arrays and
/// fills the generated ones; the chosen executor runs the program.
///
/// **Invariants.** When [io.parallax.compute.ComputeRunner#run] returns or throws, no thread works
/// on the request's memory any more, so closing its reservation is safe. One
/// [io.parallax.compute.Timings] record feeds the answer, its header and the metrics.
///
/// **Metrics**, all under `parallax`:
///
/// | name | kind and unit | tags |
/// |---|---|---|
/// | `parallax.phase` | timer | `phase` (a component of Timings), `executor`, `operation` |
/// | `parallax.requests.rejected` | counter | `code`, the problem's slug |
/// | `parallax.requests.running` | gauge, requests let in, tiny ones not counted | |
/// | `parallax.requests.computing` | gauge, requests let in, tiny ones included | |
/// | `parallax.requests.places` | gauge, requests that may be let in now | |
/// | `parallax.requests.waiting` | gauge, requests waiting to be let in | |
/// | `parallax.requests.receiving` | gauge, requests whose bodies are waited for | |
/// | `parallax.requests.answering` | gauge, long answers being written | |
/// | `parallax.requests.stage` | timer | `stage`: receiving, waiting, computing, answering |
/// | `parallax.receiving.memory`, `parallax.answering.memory` | gauge, bytes | |
/// | `parallax.memory.in.use` | gauge, bytes charged | |
/// | `parallax.memory.limit` | gauge, bytes | |
///
/// **Settings** are the records [io.parallax.compute.ComputeProperties] (`parallax.limits`) and
/// [io.parallax.compute.AdmissionProperties] (`parallax.admission`), which state their defaults.
@NullMarked
package io.parallax.compute;

import org.jspecify.annotations.NullMarked;
