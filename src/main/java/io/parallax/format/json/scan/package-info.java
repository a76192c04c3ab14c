/// Arrays of numbers, read from the bytes of a body that is in memory, large ones on all cores.
///
/// Start reading at [io.parallax.format.json.scan.ArrayScan]. An array is read here only if it is
/// right and usual. Whatever is wrong or rare is left to the reading token by token, which alone
/// decides what is refused, and with which words. Invariant: an array that is read here is the same
/// to the bit, and has the same first elements of each kind, as if it was read token by token.
///
/// Depends on no parser. May use `array`, `memory`, `executor` (the pool's threads, the deadline).
@NullMarked
package io.parallax.format.json.scan;

import org.jspecify.annotations.NullMarked;
