package io.parallax.program;

/// A step of a [Program]; steps run one after the other.
public sealed interface Step permits Loop, OrderStatistic, Invocation {}
