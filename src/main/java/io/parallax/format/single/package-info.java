/// Bodies that are arrays, with the request in the query of the address:
/// [io.parallax.format.single.ArrayRequestFormat].
@NullMarked
package io.parallax.format.single;

import org.jspecify.annotations.NullMarked;
