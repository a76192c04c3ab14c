package io.parallax.strategy;

import io.parallax.executor.PlanExecutor;

/// What [ExecutorSelector] chose: the executor itself and the explanation.
public record Choice(PlanExecutor executor, Decision decision) {}
