package io.parallax.executor.machinecode;

import java.util.LinkedHashMap;

/// The time spent on recent programs; programs of one fingerprint share an entry. Thread safe.
final class ProgramTimes {
  private final int capacity;

  /// The times by fingerprint, in the order of last use; guarded by `this`.
  private final LinkedHashMap<Integer, Double> nanos = new LinkedHashMap<>();

  /// @param capacity the most programs remembered; the programs used longest ago are forgotten
  ///   first
  ProgramTimes(int capacity) {
    this.capacity = capacity;
  }

  /// The time spent on a program so far.
  synchronized double spent(int fingerprint) {
    return nanos.getOrDefault(fingerprint, 0.0);
  }

  /// Adds to the time spent on a program.
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

  /// Sets the time of a program back to 0.
  synchronized void forget(int fingerprint) {
    nanos.remove(fingerprint);
  }
}
