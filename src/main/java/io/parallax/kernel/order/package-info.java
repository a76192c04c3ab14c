/// Medians and quantiles: the steps of a program that are no loops. Short rows are sorted, long
/// ones searched by radix selection. Elements are compared by keys whose order as integers is that
/// of the floats, so what is found depends on no engine.
@NullMarked
package io.parallax.kernel.order;

import org.jspecify.annotations.NullMarked;
