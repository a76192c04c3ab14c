/// Chooses the executor: [io.parallax.strategy.ExecutorSelector] prices a program on every executor
/// and returns a [io.parallax.strategy.Decision] that says what each would have cost and why some
/// were out of the question.
///
/// The price is that of `CostModel`: operations times elements, divided among the threads as evenly
/// as the morsels allow, plus memory traffic, plus what the executor says it adds. Its constants
/// were measured on one machine (`OperationCost`, `CostModel`); they need to rank executors, and to
/// be right within a small factor, no more.
///
/// What an executor is called, and how it works, is nowhere in this package: executors are compared
/// by what they say of themselves. Simpler means fewer threads at the most, then a lower cost to
/// start.
@NullMarked
package io.parallax.strategy;

import org.jspecify.annotations.NullMarked;
