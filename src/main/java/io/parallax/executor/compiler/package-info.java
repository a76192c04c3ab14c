/// A compiler process: makes machine code of loops' forms and tries it, for a service that is
/// supervised by [io.parallax.executor.process] and never runs LLVM itself.
///
/// [CompilerMain] is the process's main class; like a worker's it has neither Spring nor a logging
/// framework on its class path. A [CompilerRequest] comes on standard input, a [CompilerReply] goes
/// to standard output, one after the other; the first reply says what it compiles for.
///
/// **What can happen to it.** LLVM may abort, exit, loop or take all memory; a kernel that is tried
/// may trap, write where it must not, or never end. All of that ends this process or is ended by
/// the service, which then knows the form that is to blame: there is only one at a time. Memory
/// beyond what the service allows is refused by the operating system.
@NullMarked
package io.parallax.executor.compiler;

import org.jspecify.annotations.NullMarked;
