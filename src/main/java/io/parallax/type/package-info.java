/// The element types and shapes of arrays: the vocabulary every other package speaks.
///
/// [io.parallax.type.DataType] holds NumPy 2's promotion rules (NEP 50) for typed operands;
/// literals are weak and are resolved in `language`. [io.parallax.type.StorageType] names the types
/// in which arrays are sent and how each is widened. [io.parallax.type.Shape] holds the
/// broadcasting rule. All are immutable values without dependencies.
@NullMarked
package io.parallax.type;

import org.jspecify.annotations.NullMarked;
