/// Failures: a [io.parallax.error.ComputeException] with an [io.parallax.error.ErrorCode].
///
/// The code decides the category (whose fault the failure is) and the slug of the problem in HTTP.
/// Only `http` turns a code into a status. Codes are part of the public contract: they may be
/// added, never renamed. [io.parallax.error.NearestName] finds the name to suggest for a misspelt
/// one.
@NullMarked
package io.parallax.error;

import org.jspecify.annotations.NullMarked;
