/// The block engine interprets a [io.parallax.program.Loop] a block at a time. It runs on any JVM,
/// and compiles nothing for a request.
///
/// A block is at most [io.parallax.kernel.block.loop.Block#SIZE] elements. One operation after the
/// other runs over the whole block. Each operation is a loop that was compiled before, with its
/// values in buffers that stay in the first-level cache. The cost of interpreting is paid once a
/// block, not once an element.
///
/// **Reading path.** [io.parallax.kernel.block.BlockEngine] asks `LoopPlanner` for a `LoopPlan`: a
/// `BlockStep` for every operation, a buffer for every value (`BufferPlan`), a `PlannedSink` for
/// every sink. `BlockKernel` runs the plan over a morsel. Contiguous slots are read and written in
/// place; strided slots are gathered (`Gather`). A value that is the same at every position is
/// computed once a morsel (`Uniform`).
///
/// **Loops.** A `LoopProvider` makes a `BlockLoop` for each operation and type, a `ReduceLoop` for
/// each reduction and a `CompactLoop` for each width. There are two providers: `VectorLoops` in the
/// Vector API, and `ScalarLoops`, which needs no module; `Providers` chooses at start-up. The loops
/// are not written by hand for each type: each loop is a hidden copy of a template whose species
/// and operator are constants (`Templates`). Measured, such a copy is as fast as a loop written by
/// hand.
///
/// **Superoperators.** Passing every operation's values through the first-level cache costs more
/// than computing the values. So groups of operations that occur in functions of mathematics
/// (`FunctionGroups`, found in any loop by `OperationGroups`) have loops of their own, which keep
/// the values between the operations in registers. The loop of a group is written as a class when
/// the group is wanted often (`SuperoperatorWriter`), and used once it is faster than its
/// operations (`FusionWhenWarm`). The groups are those of the functions, so the amount of compiled
/// code has a bound, whatever is asked.
///
/// **Same bits.** Vector formulas use operations whose results IEEE 754 or two's complement fixes.
/// Where a fast formula is right for nearly all operands only, its loop checks the operands. The
/// scalar loop, which takes any operands, then computes the block again (`VectorDivisionLoop`,
/// `VectorRemainderLoop`, `VectorShiftLoop`). Faults are found in the same way. A reduction whose
/// result depends on the order, the float64 product, runs in eight lanes whatever the width of
/// vectors. The float64 sum is exact, so its order does not matter (`VectorSumLoop`).
///
/// **Memory.** Loops reach values by address (`Memory`), because checking a bound or a lifetime in
/// a loop costs as much as the work of the loop. `Block` checks once a block that values lie within
/// their slots. Loops may read and write past a block's count up to a whole number of grains
/// ([io.parallax.kernel.block.loop.Block#GRAIN]), so no loop has code for a remainder; only the sum
/// has, because copying costs short rows as much as summing. A block that is not made of grains has
/// its values copied to and from buffers; only the last block of a row or a group of short rows can
/// be such a block. Buffers are off the heap, owned by the engine and reused (`Workspaces`).
///
/// A loop that has not been compiled yet is slow: [io.parallax.kernel.block.BlockEngine#warm] runs
/// all loops until they are compiled.
@NullMarked
package io.parallax.kernel.block;

import org.jspecify.annotations.NullMarked;
