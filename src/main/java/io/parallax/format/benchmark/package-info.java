/// Benchmarks as bodies of answers: JSON, CSV, and a chart as SVG. Formats are found as beans, by
/// their media types.
@NullMarked
package io.parallax.format.benchmark;

import org.jspecify.annotations.NullMarked;
