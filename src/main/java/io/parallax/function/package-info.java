/// Functions of the caller's own, in a subset of Python: from text to typed functions.
///
/// [io.parallax.function.Functions] is the entry. It reads a text once, for all requests with it:
/// 1. `ModuleReader` reads definitions and statements as syntax: structure alone, with the
///    expressions and tokens of `language`, whose lexer also reads the layout of lines.
///    `QualifiedNames` then writes every imported name with its module, `math.x` or `np.x`. What
///    `ModulePrinter` prints of this is the canonical text, from which workers read the functions.
/// 2. `PythonNames` turns names of Python and its modules into those of the language, `Constants`
///    finds the values of constants, `Flow` proves that names are assigned before they are read and
///    that every path returns, `CallOrder` refuses recursion, and `ArrayNames` tells parameters
///    that are arrays from items.
///
/// What is proved so far holds for all types. `Typing` then types a function for one signature,
/// that is for the types of what it is called with, as Numba specialises, and the functions it
/// calls, each for its own (`Signatures`): the result is a [io.parallax.function.TypedFunction], in
/// which every name is a typed variable or array, every expression is one of
/// [io.parallax.language.Expression], and every call is a call of a typed function. Variables whose
/// names begin with `#` are not in the text.
///
/// Python decides control flow, NumPy's rules decide arithmetic, as in expressions. What passes can
/// fail later only by its values. Every failure is a [io.parallax.error.ComputeException] with a
/// position in the text and the pointer `/functions`. What Python has and functions have not is
/// refused with what to write instead: `StatementRefusals` and `PythonRefusals`, and
/// `StatementAdvice` of `language` within expressions. [io.parallax.function.FunctionLimits] bounds
/// texts, and with them time and stack.
///
/// Uses `language`, `type` and `error`.
@NullMarked
package io.parallax.function;

import org.jspecify.annotations.NullMarked;
