package io.parallax.executor.process;

/// An attempt to start one more worker, from the decision to start a process until the process is
/// ready.
record Launch(long beganNanos) {}
