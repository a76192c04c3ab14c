/// The interpreter: one element at a time, in the order of the program's text. It defines what
/// every other engine must compute, to the bit. It shares no code with the other engines except the
/// protocol of `kernel` and its accumulator.
@NullMarked
package io.parallax.kernel.interpreter;

import org.jspecify.annotations.NullMarked;
