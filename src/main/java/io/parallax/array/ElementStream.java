package io.parallax.array;

/// The random bits of one element, as many as its algorithm takes: a SplitMix64 stream whose state
/// is the element's own 64 bits (see [RandomBits]). So the element depends on no other. Not thread
/// safe.
final class ElementStream {
  private long state;

  /// Begins the stream of another element.
  ///
  /// @param bits the element's own bits
  void restart(long bits) {
    state = bits;
  }

  long bits() {
    state += RandomBits.GOLDEN_GAMMA;
    return RandomBits.mix(state);
  }

  /// An odd multiple of 2⁻⁵³ in (0, 1).
  double uniform() {
    return RandomBits.open(bits());
  }

  /// A standard normal value, at most 8.3 from 0.
  double normal() {
    return NormalQuantile.of(uniform());
  }
}
