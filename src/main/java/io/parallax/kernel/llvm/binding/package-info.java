/// LLVM's C API as far as it is used, bound by the foreign function API, and the machine it
/// compiles for.
///
/// [io.parallax.kernel.llvm.binding.Llvm] opens the library and calls the functions that
/// [io.parallax.kernel.llvm.binding.LlvmFunction] lists; [io.parallax.kernel.llvm.binding.Compiler]
/// turns IR text into an object file; [io.parallax.kernel.llvm.binding.Host] tells what this
/// machine's processor can do. Knows nothing of programs or loops.
@NullMarked
package io.parallax.kernel.llvm.binding;

import org.jspecify.annotations.NullMarked;
