/// The loops of the block engine: each computes one operation over the values of a block.
///
/// Start reading at [io.parallax.kernel.block.loop.Block], the values of a stretch of elements,
/// each in the slot it is read from or in a buffer ([io.parallax.kernel.block.loop.BufferPlan] says
/// which buffer). A [io.parallax.kernel.block.loop.BlockLoop] computes an operation, a
/// [io.parallax.kernel.block.loop.ReduceLoop] one reduction, a
/// [io.parallax.kernel.block.loop.CompactLoop] keeps the elements of a mask.
///
/// **Templates.** A loop is written once for all types and operators. `Templates` defines a hidden
/// copy of the class in which species and operator are constants, which the compiler then knows.
/// `Vector…` loops use the Vector API, `Scalar…` loops need no module.
///
/// Loops reach values by address (`Memory`): a bound or a lifetime checked in a loop costs as much
/// as its work. [io.parallax.kernel.block.loop.Block] checks once a block that values lie within
/// their slots.
@NullMarked
package io.parallax.kernel.block.loop;

import org.jspecify.annotations.NullMarked;
