package io.parallax.compute;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// The memory of the machine, or of the container if the container has less.
final class MachineMemory {
  /// The part given to arrays of the memory that the heap can never take. The rest is for code,
  /// threads, network buffers and other processes.
  private static final double SHARE = 0.6;

  private static final long LEAST_BYTES = 64L << 20;

  private MachineMemory() {}

  /// The bytes that arrays may take in addition to the largest heap.
  static long beyondHeap() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return share(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
  }

  static long share(long totalBytes, long heapBytes) {
    return Math.max(LEAST_BYTES, (long) (SHARE * (totalBytes - heapBytes)));
  }
}
