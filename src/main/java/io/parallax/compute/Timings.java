package io.parallax.compute;

/// The time a request took, by phase, in nanoseconds. The phases follow one another. Each is
/// measured once and used everywhere (answer, header, metrics). The edge adds `decode` and
/// `encode`.
///
/// @param decodeNanos reading the request
/// @param planNanos parsing, typing, lowering and choosing
/// @param generateNanos allocating arrays and filling generated inputs
/// @param queueNanos waiting for a thread
/// @param compileNanos making kernels
/// @param computeNanos running
/// @param encodeNanos writing the results so far
public record Timings(
    long decodeNanos,
    long planNanos,
    long generateNanos,
    long queueNanos,
    long compileNanos,
    long computeNanos,
    long encodeNanos) {
  /// The times of a request for which nothing was run.
  public static Timings ofRecalled(long decodeNanos, long queueNanos) {
    return new Timings(decodeNanos, 0, 0, queueNanos, 0, 0, 0);
  }

  public long totalNanos() {
    return decodeNanos
        + planNanos
        + generateNanos
        + queueNanos
        + compileNanos
        + computeNanos
        + encodeNanos;
  }

  public Timings withEncode(long nanos) {
    return new Timings(
        decodeNanos, planNanos, generateNanos, queueNanos, compileNanos, computeNanos, nanos);
  }
}
