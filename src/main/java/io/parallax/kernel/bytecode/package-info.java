/// The engine that writes JVM bytecode for routines, with the Class-File API: one hidden class a
/// routine, which the just-in-time compiler turns into machine code while it runs.
///
/// Start with [io.parallax.kernel.bytecode.BytecodeEngine]. A
/// [io.parallax.kernel.bytecode.BytecodeKernel] copies parameters of a few hundred items into
/// arrays of Java ([io.parallax.kernel.bytecode.ItemBlock]), lets the written class run its method
/// once for each item, and copies the results back. [io.parallax.kernel.bytecode.RoutineClass]
/// writes the class, [io.parallax.kernel.bytecode.StatementCode] its statements,
/// [io.parallax.kernel.bytecode.LineCode] the operations of one
/// [io.parallax.program.Statement.Compute].
///
/// Every trip of a loop is counted in one place, [io.parallax.kernel.bytecode.TripCode], so that no
/// loop is without end and none goes on after its run is over.
///
/// Uses `array`, `program` and the protocol of `kernel`. Elements of arrays are read by address,
/// after each index was compared with the extent; whoever runs a kernel keeps the arrays alive.
@NullMarked
package io.parallax.kernel.bytecode;

import org.jspecify.annotations.NullMarked;
