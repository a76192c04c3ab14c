/// Writes routines as LLVM's intermediate language: for one item after the other, or for several
/// items side by side.
///
/// Start with [RoutineEmitter]. Arithmetic is written by the emitters of loops
/// ([io.parallax.kernel.llvm.emit.OperationEmitter]), so its bits are theirs. This package adds
/// control flow, arrays and faults:
/// - [TripCounter] alone writes branches backwards. Each trip of a loop of the caller's is counted
///   there, and no loop runs for longer than about a millisecond without a look at the stop word.
/// - Elements of arrays are read and written after a comparison of the index with the extent.
/// - Indices that are the same in all lanes, or go up by 1, are computed once for all lanes
///   ([Progressions]), and their elements are read without a gather ([OrderedElements]).
/// - A function writes nothing but its range of results and failures, its variables and its block
///   of arguments ([RoutineLayout]). It calls nothing but `runtime.ll`.
@NullMarked
package io.parallax.kernel.llvm.emit.routine;

import org.jspecify.annotations.NullMarked;
