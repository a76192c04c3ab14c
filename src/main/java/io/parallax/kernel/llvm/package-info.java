/// The native engine: loops compiled by LLVM to machine code for this very processor, at run time,
/// and called through `java.lang.foreign`. Optional: without LLVM's shared library there are no
/// native kernels, and everything else works.
///
/// From a loop to its code:
/// 1. [LoopForm] is what the code depends on: operations, types, how operands are read. Sizes,
///    strides and memory are arguments, so one kernel serves an expression at every size. As
///    [FormBytes] it goes to a [KernelCompiler], usually in another process.
/// 2. There [LoopEmitter] writes the form as LLVM's intermediate language, in text, with explicit
///    vectors. It is the place to start reading; the other emitters write its parts.
/// 3. [Compiler] turns the text into an object, [ObjectLinker] the object into a [KernelImage],
///    which needs nothing but memory to be put into. [ObjectStore] keeps objects between starts.
/// 4. [KernelProof] tries the kernel: over made-up arrays it must leave the interpreter's bits.
/// 5. [CodeMemory] makes the image executable in the process that uses it, [KernelCache] keeps what
///    was built, and what cannot be.
/// 6. [KernelCall] calls it, once or a few times for each morsel, with its arguments in a block of
///    memory that [ArgumentLayout] describes. In a worker process [DeliveredKernels] does.
///
/// What [LlvmEngine] uses loads no LLVM; only what [LlvmCompilers] opens does.
///
/// What keeps a mistake from ending the process, because native code knows no exceptions:
/// - Steps 2 to 4 happen in a process that may end over them (`executor.process`). A kernel that
///   meets a caller's data has run before, beside inaccessible pages, and left the right bits.
/// - The emitters write a small, fixed set of constructs that every target turns into instructions,
///   and no floating-point flag that would let LLVM change a result. Nothing traps: divisors are
///   checked in the kernel, and the first fault is left in the block of arguments.
/// - No kernel refers to a symbol; what needs a function, such as `fmod`, reaches it through a
///   table ([RuntimeFunction]).
/// - No vector reaches beyond an array: what remains of a row goes through padded buffers.
/// - LLVM is called in one order only (see [Compiler]), by threads of large stacks, and a kernel
///   that would need much stack itself is refused.
/// - Code is pinned while it runs ([CachedKernel]) and freed when it does not.
///
/// The bits are those of [io.parallax.kernel.interpreter.Interpreter]: reductions have its eight
/// lanes, and everything that is done another way here, such as integer division through doubles
/// ([DivisionEmitter]) and division by a constant through its reciprocal ([Reciprocal]), says why
/// it is exact.
///
/// This is the only package besides one class of `array` that uses `Linker`. Its bindings are
/// [LlvmFunction], by their C prototypes, [Llvm], [Pages] and [ProcessLimits].
@NullMarked
package io.parallax.kernel.llvm;

import org.jspecify.annotations.NullMarked;
