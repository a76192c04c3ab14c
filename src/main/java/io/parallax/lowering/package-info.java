/// Translates expressions to programs. Start reading at [io.parallax.lowering.Lowering]. The
/// package has two halves. `Translation`, with a class each for functions, divisions, powers and
/// reductions, turns the analysed texts of a request into one [io.parallax.program.Graph] of
/// primitive operations. `Schedule` distributes the graph over loops: one loop for each space and
/// each level of reductions inside reductions, so that all reductions of a request over the same
/// arrays take one pass.
///
/// Calls of the caller's functions are nodes too (`CallLowering`): a function without loops and
/// arrays is computed with selects, as if it were written out (`Branchless`); any other becomes a
/// [io.parallax.program.Routine] ([io.parallax.lowering.RoutineLowering]), which an
/// [io.parallax.program.Invocation] runs for each item, on a level of its own as a reduction.
///
/// Uses `language`, `function`, `program` and `mathematics`.
@NullMarked
package io.parallax.lowering;

import org.jspecify.annotations.NullMarked;
