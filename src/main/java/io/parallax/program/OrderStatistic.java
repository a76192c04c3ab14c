package io.parallax.program;

/// For each row of a stored array the linearly interpolated quantile (definition 7 of Hyndman and
/// Fan, "Sample quantiles in statistical packages", 1996; NumPy's default).
///
/// With the n elements that take part sorted as x₀ ≤ … and h = q·(n−1), lo = ⌊h⌋, t = h−lo, all in
/// float64, a = x_lo and b = x_lo₊₁: the result is a when t is 0, else a + (b − a)·t, computed
/// exactly and rounded once to the target's type. So it lies between a and b, never overflows, does
/// not fall as q grows, and the median of an even count is the correctly rounded mean of the middle
/// two. −0 sorts before +0; the result of both is +0. Where a or b is infinite it is a + b. NaN if
/// any element that takes part is NaN, or none takes part. q outside [0, 1] or NaN is an
/// INVALID_ARGUMENT.
///
/// @param source slot of `rows · rowLength` float64, float32 or int64 elements
/// @param mask a bool slot of the same length that says which elements take part, or [Sink#NO_MASK]
/// @param quantile a 0-d float64 slot with q
/// @param target slot of `rows` elements: float32 of float32, otherwise float64
/// @param origin index into [Program#origins], for errors
public record OrderStatistic(
    int source, int mask, long rows, long rowLength, int quantile, int target, int origin)
    implements Step {}
