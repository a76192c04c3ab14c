package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;

/// A form without a kernel, as reported to operators.
///
/// @param operations the number of its operations
/// @param reason in words
public record RefusedForm(int operations, CompilationException.Kind kind, String reason) {}
