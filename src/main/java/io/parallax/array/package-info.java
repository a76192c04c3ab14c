/// Arrays, and the inputs of requests.
///
/// An [io.parallax.array.NDArray] is a typed, shaped, dense row-major array in off-heap memory. An
/// [io.parallax.array.Input] is an operand of a request: an array that was sent, or an
/// [io.parallax.array.Generator]. A generator is a description that costs nothing until it is
/// filled. Every element of a generator follows from its parameters and the element's index alone,
/// so any split over threads gives the same bits. An [io.parallax.array.ArrayBuilder] collects
/// elements whose number is not yet known.
///
/// Arrays are placed in memory of an [io.parallax.memory.Reservation], which owns them. The
/// contents of a new array are undefined until they are written.
///
/// May use `memory`, `error` and `type` only.
@NullMarked
package io.parallax.array;

import org.jspecify.annotations.NullMarked;
