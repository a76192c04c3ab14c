/// Functions of the caller's own, in a subset of Python: from text to typed functions.
///
/// A text is read in two steps. The first reads definitions and statements as syntax: structure
/// alone, with the expressions of `language`. The second types a function for one signature, that
/// is for the types of what it is called with, as Numba specialises: the result is a
/// [io.parallax.function.TypedFunction], in which every name is a typed variable or array, every
/// expression is one of [io.parallax.language.Expression], and every call is a call of a typed
/// function.
///
/// Python decides control flow, NumPy's rules decide arithmetic, as in expressions. What passes can
/// fail later only by its values.
///
/// Uses `language`, `type` and `error`.
@NullMarked
package io.parallax.function;

import org.jspecify.annotations.NullMarked;
