/// Comparisons of executors: a caller's own request, on every executor, at several sizes.
///
/// [io.parallax.benchmark.BenchmarkRunner] runs one benchmark at a time. For each size it makes the
/// inputs once ([io.parallax.benchmark.SizedInputs]: generators are filled at that length, arrays
/// that were sent are cut or repeated), in memory that worker processes see, so that every executor
/// reads the same array. Then it runs the request on each executor: first to warm up, then to
/// measure. What is measured is the time from inputs in memory to results in memory, waiting
/// excluded. The answer is a [io.parallax.benchmark.BenchmarkReport].
///
/// **Beside other requests.** Every run is admitted like any other request and gives its place back
/// afterwards. While other requests are in work or wait, a benchmark rests after each run for as
/// long as the run took.
///
/// May use `compute` and what `compute` may use.
@NullMarked
package io.parallax.benchmark;

import org.jspecify.annotations.NullMarked;
