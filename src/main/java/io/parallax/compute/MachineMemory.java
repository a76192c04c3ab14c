package io.parallax.compute;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// The memory of the machine, or of the container when that has less.
final class MachineMemory {
  /// Of what the heap can never take, the part given to arrays; the rest is for code, threads,
  /// network buffers and other processes.
  private static final double SHARE = 0.6;

  private static final long LEAST_BYTES = 64L << 20;

  private MachineMemory() {}

  /// Bytes that arrays may take besides the largest heap.
  static long beyondHeap() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return share(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
  }

  static long share(long totalBytes, long heapBytes) {
    return Math.max(LEAST_BYTES, (long) (SHARE * (totalBytes - heapBytes)));
  }
}
