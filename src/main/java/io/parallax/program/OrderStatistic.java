package io.parallax.program;

/// For each row of a stored float array the linearly interpolated quantile (definition 7 of Hyndman
/// and Fan, "Sample quantiles in statistical packages", 1996; NumPy's default).
///
/// With the n elements that take part sorted as x₀ ≤ … and h = q·(n−1), lo = ⌊h⌋, t = h−lo, all in
/// float64: the result is a = x_lo when t is 0 or b = x_lo₊₁ equals it; else a + (b − a)·t for t <
/// 0.5 and b − (b − a)·(1 − t) from there on, but a·(1 − t) + b·t where b − a is infinite; rounded
/// to the slot's type at the end. −0 sorts before +0. NaN if any element that takes part is NaN, or
/// none takes part. q outside [0, 1] or NaN is an INVALID_ARGUMENT.
///
/// @param source slot of `rows · rowLength` float64 or float32 elements
/// @param mask a bool slot of the same length that says which elements take part, or [Sink#NO_MASK]
/// @param quantile a 0-d float64 slot with q
/// @param target slot of `rows` elements of the source's type
/// @param origin index into [Program#origins], for errors
public record OrderStatistic(
    int source, int mask, long rows, long rowLength, int quantile, int target, int origin)
    implements Step {}
