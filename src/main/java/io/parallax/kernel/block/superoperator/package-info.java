/// Superoperators: loops for groups of operations that occur in functions of mathematics. Such a
/// loop keeps the values between the operations in registers.
///
/// A [io.parallax.kernel.block.superoperator.Superoperator] describes the group.
/// [io.parallax.kernel.block.superoperator.SuperoperatorWriter] writes the loop of the group as a
/// class with the class-file API. The class calls the Vector API, which is an incubator module.
/// `VectorApi` has the names and types that the class relies on; where they do not fit, the service
/// runs without superoperators.
///
/// **Why superoperators are kept** (`MathematicsBenchmark`, `src/docs/performance.md`): where there
/// are no native kernels, and for callers who name a strategy of threads, functions take a third to
/// two thirds of the time they take without superoperators. Where native kernels are available,
/// `auto` prefers native kernels for programs that come again, and superoperators gain nothing.
@NullMarked
package io.parallax.kernel.block.superoperator;

import org.jspecify.annotations.NullMarked;
