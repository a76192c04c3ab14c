package io.parallax.executor.machinecode;

import java.util.LinkedHashMap;

/// The time spent on each of the programs met last, those of one fingerprint together. Thread safe.
final class ProgramTimes {
  private final int capacity;

  /// In the order of last use; guarded by `this`.
  private final LinkedHashMap<Integer, Double> nanos = new LinkedHashMap<>();

  /// @param capacity programs remembered; beyond, those met longest ago are forgotten
  ProgramTimes(int capacity) {
    this.capacity = capacity;
  }

  /// The time spent so far.
  synchronized double spent(int fingerprint) {
    return nanos.getOrDefault(fingerprint, 0.0);
  }

  /// Adds to it.
  ///
  /// @return the time spent so far
  synchronized double add(int fingerprint, double spentNanos) {
    double sum = spent(fingerprint) + spentNanos;
    nanos.putLast(fingerprint, sum);
    if (nanos.size() > capacity) {
      nanos.pollFirstEntry();
    }
    return sum;
  }

  /// Begins anew.
  synchronized void forget(int fingerprint) {
    nanos.remove(fingerprint);
  }
}
