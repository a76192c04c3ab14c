/// Expressions to programs. Start reading at [io.parallax.lowering.Lowering]. It has two halves.
/// `Translation`, with a class each for functions, divisions, powers and reductions, turns the
/// analysed texts of a request into one [io.parallax.program.Graph] of primitive operations.
/// `Schedule` gives every reduction and every part worth computing beforehand its loop: one loop
/// for each level of reductions inside reductions and each space, so that all reductions of a
/// request over the same arrays are one pass.
///
/// Uses `language`, `program` and `mathematics`.
@NullMarked
package io.parallax.lowering;

import org.jspecify.annotations.NullMarked;
