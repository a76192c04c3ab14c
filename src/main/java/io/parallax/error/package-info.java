/// How everything fails: a [io.parallax.error.ComputeException] with an
/// [io.parallax.error.ErrorCode].
///
/// The code fixes the category (whose fault it is) and the slug under which the problem is known
/// over HTTP; `http` alone turns it into a status. Codes are part of the public contract: they may
/// be added, never renamed. [io.parallax.error.NearestName] finds the name to suggest for a
/// misspelt one.
@NullMarked
package io.parallax.error;

import org.jspecify.annotations.NullMarked;
