package io.parallax.http.compute;

import io.parallax.compute.Timings;
import java.math.BigDecimal;

/// The `Server-Timing` header. It has the phases that are over when the answer's first byte is
/// sent: all except `encode` and `total`.
final class ServerTiming {
  static final String HEADER = "Server-Timing";
  private static final int TYPICAL_LENGTH = 128;
  private static final double NANOS_PER_MICRO = 1_000;
  private static final int MICRO_DIGITS_OF_A_MILLI = 3;

  private ServerTiming() {}

  static String of(Timings timings) {
    StringBuilder text = new StringBuilder(TYPICAL_LENGTH);
    put("decode", timings.decodeNanos(), text);
    put("plan", timings.planNanos(), text);
    put("generate", timings.generateNanos(), text);
    put("queue", timings.queueNanos(), text);
    put("compile", timings.compileNanos(), text);
    put("compute", timings.computeNanos(), text);
    return text.toString();
  }

  private static void put(String phase, long nanos, StringBuilder text) {
    text.append(text.isEmpty() ? "" : ", ").append(phase).append(";dur=");
    text.append(milliseconds(nanos));
  }

  private static String milliseconds(long nanos) {
    long micros = Math.round(nanos / NANOS_PER_MICRO);
    return BigDecimal.valueOf(micros, MICRO_DIGITS_OF_A_MILLI).toPlainString();
  }
}
