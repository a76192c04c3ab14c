/// The results of recent requests, for requests that are equal: a bounded store whose memory is
/// charged to the budget of all requests ([io.parallax.recent.RecentResults]). What is equal is
/// decided by [io.parallax.compute.CanonicalRequest]: an answer follows from its request alone, so
/// a stored result is never out of date. Who asks has to have found the request's datasets before.
///
/// Uses `compute`, `array` and `memory`; knows nothing of HTTP.
@NullMarked
package io.parallax.recent;

import org.jspecify.annotations.NullMarked;
