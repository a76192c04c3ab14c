/// Functions of mathematics as formulas over primitive operations, with the tables they look up and
/// the bounds of their errors: range reduction, a polynomial by Horner's rule, and a correction for
/// what rounding lost. A formula is written once, over [io.parallax.program.Value], and every
/// engine runs the operations it is made of; no engine calls a library of mathematics. Each class
/// states its method, its source and the largest errors found, and tests recompute the best
/// polynomials by Remez's exchange.
///
/// Uses `program`, and `language` for the names of functions.
@NullMarked
package io.parallax.mathematics;

import org.jspecify.annotations.NullMarked;
