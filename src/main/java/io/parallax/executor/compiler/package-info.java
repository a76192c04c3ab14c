/// A compiler process: compiles loops' forms to machine code and tries the code. It serves a
/// service that never runs LLVM itself; [io.parallax.executor.process] supervises it.
///
/// [CompilerMain] is the main class of the process. Like a worker, the process has neither Spring
/// nor a logging framework on its class path. A [CompilerRequest] comes on standard input and a
/// [CompilerReply] goes to standard output, one after the other; the first reply names the
/// processor that the process compiles for.
///
/// **What can happen to the process.** LLVM may abort, exit, loop or take all memory; a kernel that
/// is tried may trap, write where it must not, or never end. Each of these failures ends the
/// process, or makes the service end it. The service then knows which form is to blame, because a
/// process works on one form at a time. The operating system refuses memory beyond the amount that
/// the service allows.
@NullMarked
package io.parallax.executor.compiler;

import org.jspecify.annotations.NullMarked;
