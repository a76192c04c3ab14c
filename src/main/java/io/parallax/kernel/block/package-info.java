/// The engine that runs on any JVM, at once and without compiling a request: it interprets a
/// [io.parallax.program.Loop] a block at a time.
///
/// A block is [io.parallax.kernel.block.loop.Block#SIZE] elements. One operation after the other
/// runs over the whole block, each a loop that was compiled long ago, with its values in buffers
/// that stay in the first-level cache. What interpreting costs is paid once a block.
///
/// **Reading path.** [io.parallax.kernel.block.BlockEngine] asks `LoopPlanner` for a `LoopPlan`: a
/// `BlockStep` for every operation, a buffer for every value (`BufferPlan`), a `PlannedSink` for
/// every sink. `BlockKernel` runs the plan over a morsel. Contiguous slots are read and written in
/// place; strided ones are gathered (`Gather`); what is the same everywhere is computed once a
/// morsel (`Uniform`).
///
/// **Loops.** A `LoopProvider` makes a `BlockLoop` for each operation and type, a `ReduceLoop` for
/// each reduction and a `CompactLoop` for each width. There are two providers: `VectorLoops` in the
/// Vector API, and `ScalarLoops`, which needs no module; `Providers` chooses at start-up. The loops
/// are not written out by type: each is a hidden copy of a template whose species and operator are
/// constants (`Templates`). Measured, such a copy is as fast as one written by hand.
///
/// **Superoperators.** Passing every operation's values through the first-level cache costs more
/// than computing them. So the groups of operations that functions of mathematics consist of
/// (`FunctionGroups`, found in any loop by `OperationGroups`) have loops of their own that keep
/// what lies between in registers, written as classes when a group is wanted often
/// (`SuperoperatorWriter`) and put to use once they are faster (`FusionWhenWarm`). There are as
/// many as functions have, so what is compiled has a bound, whatever is asked.
///
/// **Same bits.** Vector formulas use operations that IEEE 754 or two's complement fixes. Where a
/// fast formula is right for nearly all operands only, its loop checks, and the block is computed
/// again by the scalar loop, which takes any (`VectorDivisionLoop`, `VectorRemainderLoop`,
/// `VectorShiftLoop`); so are faults found. Whatever depends on order, the float64 sum and product,
/// runs in eight lanes, whatever the vectors' width.
///
/// **Memory.** Loops reach values by address (`Memory`): a bound or a lifetime checked in a loop
/// costs as much as its work. `Block` checks once a block that values lie within their slots. Loops
/// may read and write past a block's count to a whole number of grains
/// ([io.parallax.kernel.block.loop.Block#GRAIN]), so none has code for a remainder. A block that is
/// not made of grains, at most the last of a row or a group of short rows, has its values copied to
/// and from buffers. Buffers are off the heap, owned by the engine and reused (`Workspaces`).
///
/// A loop that has not been compiled yet is slow: [io.parallax.kernel.block.BlockEngine#warm] runs
/// them all until they are.
@NullMarked
package io.parallax.kernel.block;

import org.jspecify.annotations.NullMarked;
