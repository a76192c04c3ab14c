/// Requests as values and the one orchestrator that answers them, [io.parallax.job.JobRunner]:
/// inputs → expression → program → decision → execution → results. Each stage is a function of the
/// value before it; none calls back.
///
/// **The way of a request.** [io.parallax.job.Admission] lets it in, before its body is read: a
/// bounded number in work, a bounded number waiting, the rest turned away with a computed time to
/// come back. `Planner` then checks it against [io.parallax.job.ComputeLimits], reads its texts and
/// lowers them, within a [io.parallax.job.HeapBudget] that is charged before the texts are read and
/// settled when the program is known. Nothing is allocated before the whole cost is known:
/// generators stay descriptions until the program's memory, inputs included, has been charged to
/// the budget in one piece, and what cannot be finished in its time by any honest estimate is
/// refused (`Feasibility`). `Workspace` then has the arrays and fills the generated ones; the
/// chosen executor runs the program.
///
/// **Invariants.** When [io.parallax.job.JobRunner#run] returns or throws, no thread works on the
/// request's memory any more, so closing its reservation is safe. One [io.parallax.job.Timings]
/// record feeds the answer, its header and the metrics.
///
/// **Metrics**, all under `parallax`:
///
/// | name | kind and unit | tags |
/// |---|---|---|
/// | `parallax.phase` | timer | `phase` (a component of Timings), `executor`, `operation` |
/// | `parallax.requests.rejected` | counter | `code`, the problem's slug |
/// | `parallax.requests.running` | gauge, requests let in | |
/// | `parallax.requests.waiting` | gauge, requests waiting to be let in | |
/// | `parallax.memory.in.use` | gauge, bytes charged | |
/// | `parallax.memory.limit` | gauge, bytes | |
///
/// **Settings** are the records [io.parallax.job.ComputeLimits] (`parallax.limits`) and
/// [io.parallax.job.AdmissionLimits] (`parallax.admission`), which state their defaults.
@NullMarked
package io.parallax.job;

import org.jspecify.annotations.NullMarked;
