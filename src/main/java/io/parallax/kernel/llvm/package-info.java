/// The native engine: LLVM compiles loops and routines at run time to machine code for this
/// processor, and the code is called through `java.lang.foreign`. The engine is optional: without
/// LLVM's shared library there are no native kernels, and everything else works.
///
/// From a loop to its code:
/// 1. [LoopForm] holds the facts that the code depends on: operations, types, how operands are
///    read. Sizes, strides and memory are arguments, so one kernel serves an expression at every
///    size. The form is sent as [FormBytes] to a [KernelCompiler], usually in another process.
/// 2. In the compiler, [LoopEmitter] writes the form as LLVM's intermediate language, in text, with
///    explicit vectors. Start reading there; the other emitters write its parts.
/// 3. [Compiler] turns the text into an object, and [ObjectLinker] turns the object into a
///    [KernelImage], which can run as soon as it is copied into executable memory. [ObjectStore]
///    keeps objects between starts.
/// 4. [KernelProof] tries the kernel: over made-up arrays it must leave the interpreter's bits.
/// 5. [CodeMemory] makes the image executable in the process that uses it. [KernelCache] keeps the
///    kernels that were built, and the forms that cannot be built.
/// 6. [KernelCall] calls the kernel, once or a few times for each morsel, with its arguments in a
///    block of memory that [ArgumentLayout] describes. In a worker process [DeliveredKernels]
///    provides the kernel.
///
/// A routine of a caller's functions takes the same way, as [RoutineForm]: [RoutineEmitter] writes
/// it, [RoutineProof] tries it, and [RoutineCall] calls it for a batch of items ([RoutineLayout]).
/// Its loops end when the run's stop word is set.
///
/// The classes that [LlvmEngine] uses load no LLVM; only [LlvmCompilers] loads it.
///
/// The following rules keep a mistake from ending the process, because native code has no
/// exceptions:
/// - Steps 2 to 4 happen in a process that may end because of them (`executor.process`). A kernel
///   that runs on a caller's data has run before, beside inaccessible pages, and left the right
///   bits.
/// - The emitters write a small, fixed set of constructs that every target turns into instructions,
///   and no floating-point flag that would let LLVM change a result. Nothing traps: divisors are
///   checked in the kernel, and the first fault is stored in the block of arguments.
/// - No kernel refers to a symbol. A kernel that needs a function, such as `fmod`, calls it through
///   a table ([RuntimeFunction]).
/// - No vector reaches beyond an array: the rest of a row goes through padded buffers.
/// - LLVM is called in one order only (see [Compiler]), by threads with large stacks. A kernel that
///   would itself need a large stack is refused.
/// - Code is pinned while it runs ([CachedKernel]), and freed only when it does not run.
///
/// The bits are the bits of [io.parallax.kernel.interpreter.Interpreter]. Reductions have its eight
/// lanes. Where this package computes in another way, such as integer division through doubles
/// ([DivisionEmitter], [WideDivision]) and division by a constant through its reciprocal
/// ([Reciprocal]), the class says why the result is exact.
///
/// This is the only package besides one class of `memory` that uses `Linker`. Its bindings are
/// [LlvmFunction], by their C prototypes, [Llvm], [Pages] and [ProcessLimits].
@NullMarked
package io.parallax.kernel.llvm;

import org.jspecify.annotations.NullMarked;
