/// Loops as LLVM's intermediate language, in text.
///
/// Start reading at [io.parallax.kernel.llvm.emit.LoopEmitter]. A
/// [io.parallax.kernel.llvm.emit.LoopForm] holds all facts of a loop that its code depends on;
/// emitters write the parts of the code into an [io.parallax.kernel.llvm.emit.IrText]. The
/// arguments of a kernel are laid out as [io.parallax.kernel.llvm.emit.ArgumentLayout] describes.
///
/// Only a fixed list of constructs is emitted. The verifier and the instruction selection accept
/// each of them on every processor that is compiled for. Divisions are guarded, because a division
/// by zero in machine code ends the process.
@NullMarked
package io.parallax.kernel.llvm.emit;

import org.jspecify.annotations.NullMarked;
