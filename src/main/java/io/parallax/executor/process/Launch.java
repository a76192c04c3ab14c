package io.parallax.executor.process;

/// An attempt to have one more worker, from the decision to start a process until that is ready.
record Launch(long beganNanos) {}
