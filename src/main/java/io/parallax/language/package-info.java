/// The expression language: from text to a typed tree.
///
/// It is numexpr's syntax with NumPy 2's meaning. An expression takes two steps, each a function of
/// the one before:
/// 1. [io.parallax.language.Parser] reads text as [io.parallax.language.Syntax]: structure alone,
///    no names known. Everything a hostile text can do is limited here.
/// 2. [io.parallax.language.Analyzer] turns it, with the inputs' types, into an
///    [io.parallax.language.Expression]: names resolved, every node typed and shaped, every
///    conversion explicit. What passes can fail later only by its values, such as an integer
///    division by zero.
///
/// [io.parallax.language.Function] is the catalogue of functions, for analysis and documentation
/// alike. Its constants are the names of functions in all later stages. A new function of
/// mathematics takes three places, and the first does not compile without the others:
///
/// | place | what is written |
/// |---|---|
/// | [io.parallax.language.MathFunction] | its catalogue entry: name, meaning, parameters, error bound |
/// | `mathematics.Mathematics` | its formula over primitive operations |
/// | `FunctionReference` of the tests | its domain, exact value, arguments to try, special values |
///
/// The README lists functions and their bounds, too; its test says what is missing there.
///
/// [io.parallax.language.Printer] prints syntax as canonical text, the key for caches.
///
/// Weak values. A literal has no type of its own: `x * 2.0` has the type of a float32 `x`. The
/// analyzer keeps what is computed from literals and constants alone weak, through operators and
/// functions, and lets it take the type of what it meets: integers exactly, as Python has them, and
/// floats as float64 trees. `True` and `False` are bools. Inputs without dimensions are weak if
/// they were sent without a type ([io.parallax.language.Weakness]), and have their own type
/// otherwise.
///
/// Where NumPy works in int8 or float16, this language has int64 and float64: `**`, `//`, `%` and
/// shifts of two bools, and mathematical functions of a bool. Rounding a bool leaves it as it is.
/// `and`, `or` and `not` work element by element on bools. A function of literals alone is weak, as
/// Python's own `math` functions are, so `x / sqrt(2)` keeps the type of a float32 `x`.
///
/// Expressions also stand within the statements of a caller's functions, which `function` reads
/// ([io.parallax.language.Dialect#STATEMENTS]). There they have choices, chains of comparisons,
/// elements and extents of arrays, and Python's meaning where NumPy's would surprise: numbers are
/// conditions, and bools are counted by `+`, `-` and `*`. An expression calls a caller's function
/// by its name ([io.parallax.language.Callables]), which gives an
/// [io.parallax.language.Expression.Apply].
///
/// Every failure is a [io.parallax.error.ComputeException] with the offset of the construct at
/// fault. The package uses `type` and `error` only.
@NullMarked
package io.parallax.language;

import org.jspecify.annotations.NullMarked;
