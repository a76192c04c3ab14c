/// The interpreter: one element at a time, in the order of the program's text. It defines what
/// every other engine must compute, to the bit, and shares nothing with them but the protocol of
/// `kernel` and its accumulator.
@NullMarked
package io.parallax.kernel.interpreter;

import org.jspecify.annotations.NullMarked;
