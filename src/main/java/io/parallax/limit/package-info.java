/// The bounds of the service: what a [io.parallax.limit.Limit] is, and how long a request may take
/// ([io.parallax.limit.Deadline], [io.parallax.limit.Cancellation]).
///
/// May use `error` only.
@NullMarked
package io.parallax.limit;

import org.jspecify.annotations.NullMarked;
