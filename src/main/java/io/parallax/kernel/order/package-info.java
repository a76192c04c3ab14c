/// Medians and quantiles: the steps of a program that are not loops. Short rows are sorted; long
/// rows are searched by radix selection. Elements are compared by integer keys that sort in the
/// order of the floats, so the result does not depend on the engine.
@NullMarked
package io.parallax.kernel.order;

import org.jspecify.annotations.NullMarked;
