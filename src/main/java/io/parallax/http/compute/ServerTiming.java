package io.parallax.http.compute;

import io.parallax.compute.Timings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The `Server-Timing` header. It has the phases that are over when the answer's first byte is
/// sent: all except `encode` and `total`.
final class ServerTiming {
  static final String HEADER = "Server-Timing";
  private static final double NANOS_PER_MICRO = 1_000;
  private static final int MICRO_DIGITS_OF_A_MILLI = 3;

  private ServerTiming() {}

  static String of(Timings timings) {
    Map<String, Long> phases = new LinkedHashMap<>();
    phases.put("decode", timings.decodeNanos());
    phases.put("plan", timings.planNanos());
    phases.put("generate", timings.generateNanos());
    phases.put("queue", timings.queueNanos());
    phases.put("compile", timings.compileNanos());
    phases.put("compute", timings.computeNanos());
    return phases.entrySet().stream()
        .map(phase -> phase.getKey() + ";dur=" + milliseconds(phase.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String milliseconds(long nanos) {
    long micros = Math.round(nanos / NANOS_PER_MICRO);
    return BigDecimal.valueOf(micros, MICRO_DIGITS_OF_A_MILLI).toPlainString();
  }
}
