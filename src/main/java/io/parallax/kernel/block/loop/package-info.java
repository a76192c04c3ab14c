/// The loops of the block engine. Each loop computes one operation over the values of a block.
///
/// Start reading at [io.parallax.kernel.block.loop.Block]: the values of consecutive elements, each
/// stored in the slot it is read from or in a buffer ([io.parallax.kernel.block.loop.BufferPlan]
/// assigns the buffers). A [io.parallax.kernel.block.loop.BlockLoop] computes one operation, a
/// [io.parallax.kernel.block.loop.ReduceLoop] computes one reduction, and a
/// [io.parallax.kernel.block.loop.CompactLoop] keeps the elements that a mask selects.
///
/// **Templates.** A loop is written once for all types and operators. `Templates` defines a hidden
/// copy of the class in which species and operator are constants to the compiler. `Vector…` loops
/// use the Vector API; `Scalar…` loops need no module.
///
/// Loops reach values by address (`Memory`), because checking a bound or a lifetime in a loop costs
/// as much as the work of the loop. [io.parallax.kernel.block.loop.Block] checks once a block that
/// values lie within their slots.
@NullMarked
package io.parallax.kernel.block.loop;

import org.jspecify.annotations.NullMarked;
