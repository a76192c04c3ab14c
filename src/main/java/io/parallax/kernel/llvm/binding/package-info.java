/// The part of LLVM's C API that is used, bound by the foreign function API, and the machine for
/// which LLVM compiles.
///
/// [io.parallax.kernel.llvm.binding.Llvm] opens the library and calls the functions that
/// [io.parallax.kernel.llvm.binding.LlvmFunction] lists. [io.parallax.kernel.llvm.binding.Compiler]
/// turns IR text into an object file. [io.parallax.kernel.llvm.binding.Host] describes this
/// machine's processor. The package knows nothing of programs or loops.
@NullMarked
package io.parallax.kernel.llvm.binding;

import org.jspecify.annotations.NullMarked;
