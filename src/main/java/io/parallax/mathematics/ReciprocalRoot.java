package io.parallax.mathematics;

import io.parallax.program.Value;

/// A rough 1/√x in two integer operations, for corrections that need no more bits. The logarithm is
/// nearly linear in the bits of a float, so half of the bits are subtracted from a constant (C.
/// Lomont, "Fast inverse square root", 2003).
final class ReciprocalRoot {
  private static final long DOUBLE = 0x5fe6eb50c7b537a9L;
  private static final long SINGLE = 0x5f3759dfL;

  private ReciprocalRoot() {}

  /// Within 3.5 % of 1/√x for positive normal x; a large finite number for 0; anything else for
  /// anything else.
  static Value estimate(Value x) {
    Value bits = x.bits();
    return bits.constant(x.isDouble() ? DOUBLE : SINGLE).minus(bits.shiftRight(1)).asFloat();
  }
}
