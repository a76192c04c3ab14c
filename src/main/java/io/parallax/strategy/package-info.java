/// Chooses the executor: [io.parallax.strategy.ExecutorSelector] predicts a program's cost on every
/// executor and returns a [io.parallax.strategy.Decision], which states every executor's cost or
/// why it was rejected.
///
/// `CostModel` predicts the cost: operations times elements, divided among the threads as evenly as
/// the morsels allow, plus memory traffic, plus what the executor says it adds. Its constants were
/// measured on one machine (`OperationCost`, `CostModel`). They only need to rank executors and to
/// be right within a small factor. What loops of a caller's function take is not known before they
/// run. The decision says so, and takes an executor that can begin at once and compile meanwhile
/// ([io.parallax.executor.AdaptiveExecutor]).
///
/// Nothing in this package depends on an executor's name or on how it works: executors are compared
/// by the properties they report. A simpler executor is one with fewer threads at the most, then
/// with a lower cost to start.
@NullMarked
package io.parallax.strategy;

import org.jspecify.annotations.NullMarked;
