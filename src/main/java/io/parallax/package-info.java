/// Parallax: parallel compute as a service.
///
/// Another service sends an array expression, a filter or a reduction; Parallax chooses how to run
/// it on every core and answers with the results, the timings and the reason for its choice. A
/// request passes through the packages in one direction, and each stage is a function of the value
/// before it:
///
/// `http` → `compute` → `language` (text to typed expression) → `lowering` (typed expression to a
/// `program` of primitive operations, with the formulas of `mathematics`) → `strategy` (which
/// executor) → `executor` and `kernel` (the arithmetic, over the arrays of `array`) → `http`.
///
/// Start reading at `compute`. `ArchitectureTest` holds which package may use which; this package
/// only starts the service and may use all of them.
@NullMarked
package io.parallax;

import org.jspecify.annotations.NullMarked;
