package io.parallax.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Whether a client moves bytes fast enough to be waited for. Counts the time spent waiting for it,
/// and the bytes that came or went meanwhile; every time it has been waited for as long as the
/// grace, it must have moved what the least rate asks for in that time. So a client that begins
/// fast and then trickles is noticed within two graces of waiting. For one thread.
public final class Pace {
  private final LongSupplier leastBytesPerSecond;
  private final long graceNanos;
  private long waitedNanos;
  private long movedBytes;

  /// @param leastBytesPerSecond asked at the end of every grace
  public Pace(LongSupplier leastBytesPerSecond, Duration grace) {
    this.leastBytesPerSecond = leastBytesPerSecond;
    this.graceNanos = grace.toNanos();
  }

  /// Takes into account that the client moved bytes while it was waited for.
  ///
  /// @return whether it is still worth waiting for
  public boolean keeps(long bytes, long nanos) {
    movedBytes += bytes;
    waitedNanos += nanos;
    if (waitedNanos < graceNanos) {
      return true;
    }
    double seconds = (double) waitedNanos / Duration.ofSeconds(1).toNanos();
    boolean fastEnough = movedBytes >= seconds * leastBytesPerSecond.getAsLong();
    waitedNanos = 0;
    movedBytes = 0;
    return fastEnough;
  }
}
