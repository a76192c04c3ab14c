/// The warm-up of the service: the code that runs, in a fixed order, before the service says it is
/// ready.
///
/// The JVM interprets code it has not run often, and a Vector API call that is not yet compiled is
/// a hundred times slower than a compiled one. [io.parallax.warmup.WarmUpConfiguration] lists the
/// steps: the loops of the vector engine, the reading and planning of requests, the worker
/// processes. The native engine opens at the same time on a thread of its own, because other
/// programs run well without it.
@NullMarked
package io.parallax.warmup;

import org.jspecify.annotations.NullMarked;
