package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;

/// A form that there is no kernel for, as operators are told.
///
/// @param operations how many it has
/// @param reason in words
public record RefusedForm(int operations, CompilationException.Kind kind, String reason) {}
