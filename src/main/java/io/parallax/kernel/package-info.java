/// The arithmetic: loops of programs in executable form.
///
/// An [io.parallax.kernel.Engine] makes a [io.parallax.kernel.Kernel] of a loop; a kernel computes
/// one morsel. [io.parallax.kernel.LoopRun] is one execution of a loop. Morsels record
/// accumulators, counts and faults in it, in any order and from any thread; its `finish` merges
/// them in an order that depends on neither. [io.parallax.kernel.order.OrderStatistics] runs the
/// steps that are not loops.
///
/// [io.parallax.kernel.interpreter.Interpreter] defines the correct results: every engine must
/// produce the same bits. The interpreter shares no code with the other engines except
/// [io.parallax.kernel.Accumulator] and this protocol.
///
/// Kernels allocate no memory for elements and own none. The [io.parallax.kernel.Frame] belongs to
/// the code that runs the program. Kernels never throw because of the data.
///
/// Uses `array` and `program`. The sub-packages `interpreter`, `block` (the Vector API), `bytecode`
/// (routines for the JVM) and `llvm` (native code) hold engines. The sub-package `order` runs the
/// steps that are not loops.
@NullMarked
package io.parallax.kernel;

import org.jspecify.annotations.NullMarked;
