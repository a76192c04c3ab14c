/// Loops as LLVM's intermediate language, in text.
///
/// Start reading at [io.parallax.kernel.llvm.emit.LoopEmitter]. A
/// [io.parallax.kernel.llvm.emit.LoopForm] is all of a loop that its code depends on; emitters
/// write its parts into an [io.parallax.kernel.llvm.emit.IrText]. A loop's arguments are laid out
/// as [io.parallax.kernel.llvm.emit.ArgumentLayout] says.
///
/// Only a white list of constructs is emitted, each of which the verifier and the selection of
/// instructions take on every processor compiled for; divisions are guarded, because a division by
/// zero in machine code ends the process.
@NullMarked
package io.parallax.kernel.llvm.emit;

import org.jspecify.annotations.NullMarked;
