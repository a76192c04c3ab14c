/// The native engine: loops compiled by LLVM to machine code for this very processor, at run time
/// and in this process, called through `java.lang.foreign`. Optional: without LLVM's shared library
/// [LlvmEngine#open] says why, and everything else works.
///
/// From a loop to its code:
/// 1. [LoopForm] is what the code depends on: operations, types, how operands are read. Sizes,
///    strides and memory are arguments, so one kernel serves an expression at every size.
/// 2. [LoopEmitter] writes the form as LLVM's intermediate language, in text, with explicit
///    vectors. It is the place to start reading; the other emitters write its parts.
/// 3. [Compiler] turns the text into an object, [Linkage] the object into an address.
/// 4. [KernelCache] keeps what was built, [ObjectStore] also between starts.
/// 5. [KernelCall] calls it, once or a few times for each morsel, with its arguments in a block of
///    memory that [ArgumentLayout] describes.
///
/// What keeps a mistake from ending the process, for native code knows no exceptions:
/// - The emitters write a small, fixed set of constructs that every target turns into instructions,
///   and no floating-point flag that would let LLVM change a result. Nothing traps: divisors are
///   checked in the kernel, and the first fault is left in the block of arguments.
/// - No kernel refers to a symbol; what needs a function, such as `fmod`, reaches it through a
///   table ([RuntimeFunction]).
/// - No vector reaches beyond an array: what remains of a row goes through padded buffers.
/// - LLVM is called in one order only (see [Compiler]), by threads of large stacks
///   ([CompilerThreads]), and a kernel that would need much stack itself is refused.
/// - Code is pinned while it runs ([CachedKernel]) and freed when it does not.
///
/// The bits are those of [io.parallax.kernel.Interpreter]: reductions have its eight lanes, and
/// everything that is done another way here, such as integer division through doubles
/// ([DivisionEmitter]) and division by a constant through its reciprocal ([Reciprocal]), says why
/// it is exact.
///
/// This is the only package besides one class of `array` that uses `Linker`. Its bindings are
/// [LlvmFunction], by their C prototypes, and [Llvm].
@NullMarked
package io.parallax.kernel.llvm;

import org.jspecify.annotations.NullMarked;
