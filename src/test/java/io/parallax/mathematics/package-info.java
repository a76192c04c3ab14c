/// How near the functions of mathematics are to the truth, and that every engine computes them
/// alike.
///
/// Reading order: [io.parallax.mathematics.Reference] is the truth in 50 digits by a library of
/// arbitrary precision, [io.parallax.mathematics.Ulps] how far a computed number is from it,
/// [io.parallax.mathematics.Points] where to look, [io.parallax.mathematics.FunctionUnderTest] what
/// the language makes of a point. A few thousand points of each function are part of the build; a
/// million and more are the [io.parallax.mathematics.AccuracyCampaign], which sifts them with
/// [io.parallax.mathematics.Estimate] and lets the reference judge the worst. `fmod`, which is
/// exact, has [io.parallax.mathematics.Remainders].
@NullMarked
package io.parallax.mathematics;

import org.jspecify.annotations.NullMarked;
