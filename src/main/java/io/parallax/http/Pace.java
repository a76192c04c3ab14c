package io.parallax.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Decides whether a client moves bytes fast enough to be waited for. Counts the time spent waiting
/// for the client, and the bytes that came or went meanwhile. Whenever the waiting amounts to the
/// grace, the client must have moved what the least rate asks for in that time. A client that
/// begins fast and then trickles is therefore noticed within two graces of waiting. For one thread.
public final class Pace {
  private final LongSupplier leastBytesPerSecond;
  private final long graceNanos;
  private long waitedNanos;
  private long movedBytes;

  /// @param leastBytesPerSecond the least rate, asked at the end of every grace
  public Pace(LongSupplier leastBytesPerSecond, Duration grace) {
    this.leastBytesPerSecond = leastBytesPerSecond;
    this.graceNanos = grace.toNanos();
  }

  /// Records that the client moved bytes while it was waited for.
  ///
  /// @return whether the client is still worth waiting for
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
