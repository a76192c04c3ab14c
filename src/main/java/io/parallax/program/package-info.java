/// A request's expressions as a linear list of primitive operations, independent of the arrays they
/// run on.
///
/// Reading order: [io.parallax.program.Program] is what `lowering` makes of expressions,
/// [io.parallax.program.ProgramText] how it reads. A program is a list of steps over slots. A
/// [io.parallax.program.Loop] computes [operations][io.parallax.program.Operation] for every
/// position of a space and hands values to [sinks][io.parallax.program.Sink]: stored, reduced, or
/// compacted.
///
/// Before it is a program, a request is a [io.parallax.program.Graph], in which every value is one
/// node: equal operations are shared, constants are folded, and only identities that hold to the
/// bit are used. [io.parallax.program.Value] writes formulas into the graph. The operations that
/// only huge, subnormal or special arguments need are operands of a rare
/// [select][io.parallax.program.Operation.Select]; [io.parallax.program.RareRegions] tells engines
/// which operations they may leave out while no such argument occurs.
///
/// What must stay true:
/// - An operation's value is fixed to the bit by [io.parallax.program.Arithmetic], which folds the
///   constants here and is what the interpreter runs.
/// - A reduction's value is exact and rounded once, or depends on elements and their number alone
///   ([io.parallax.program.Reduction], [io.parallax.program.Loop#MORSEL]).
/// - No bits of a NaN are ever looked at.
/// - Nothing that could fault is dropped, and nothing faults at a position that a filter or `where`
///   rejects.
/// - Equal requests give equal programs, and a program that exists is well-formed.
///
/// Uses `language` (for what a program was lowered from), `type` and `error`; knows no memory and
/// no threads.
@NullMarked
package io.parallax.program;

import org.jspecify.annotations.NullMarked;
