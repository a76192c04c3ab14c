/// The arithmetic: programs' loops in executable form.
///
/// An [io.parallax.kernel.Engine] makes a [io.parallax.kernel.Kernel] of a loop; a kernel computes
/// one morsel. [io.parallax.kernel.LoopRun] is one execution of a loop: morsels leave accumulators,
/// counts and faults there, in any order and from any thread, and its `finish` merges them in an
/// order that does not depend on either. [io.parallax.kernel.order.OrderStatistics] runs the steps
/// that are no loops.
///
/// [io.parallax.kernel.interpreter.Interpreter] defines the truth. It shares nothing with the other
/// engines but [io.parallax.kernel.Accumulator] and this protocol, and every engine must leave the
/// same bits.
///
/// Kernels allocate no memory for elements and own none: the [io.parallax.kernel.Frame] belongs to
/// whoever runs the program. They never throw for the data they meet.
///
/// Uses `array` and `program`. Sub-packages hold engines: `interpreter`, `block` the Vector API,
/// `llvm` native code; and `order`, which runs the steps that are no loops.
@NullMarked
package io.parallax.kernel;

import org.jspecify.annotations.NullMarked;
