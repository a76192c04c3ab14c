package io.parallax.kernel.llvm.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Set;

/// The processor that kernels are compiled for: this one. Objects are good for equal hosts only.
///
/// @param version LLVM's
/// @param triple LLVM's name of the platform, such as `x86_64-unknown-linux-gnu`
/// @param cpu LLVM's name of the processor, such as `sapphirerapids`
/// @param features what it can do, as LLVM writes it: `+avx2,-sse4a,…`
public record Host(String version, String triple, String cpu, String features) {
  /// What must be there so that every operation is an instruction, or a few, and no call.
  private static final Set<String> X86_NEEDS = Set.of("+avx2", "+fma");

  private static final Set<String> X86_COMPRESSES = Set.of("+avx512f", "+avx512vl");

  private static final Set<String> X86_PERMUTES = Set.of("+avx512f");

  private static final Set<String> X86_TESTS_PAIRS = Set.of("+avx512dq");

  public static Host detect(Llvm llvm) {
    return new Host(
        version(llvm),
        llvm.message(llvm.address(LlvmFunction.GET_DEFAULT_TRIPLE)),
        llvm.message(llvm.address(LlvmFunction.GET_HOST_CPU)),
        llvm.message(llvm.address(LlvmFunction.GET_HOST_FEATURES)));
  }

  private static String version(Llvm llvm) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = arena.allocate(ValueLayout.JAVA_INT, 3);
      llvm.call(
          LlvmFunction.GET_VERSION,
          numbers,
          numbers.asSlice(Integer.BYTES),
          numbers.asSlice(2 * Integer.BYTES));
      int[] parts = numbers.toArray(ValueLayout.JAVA_INT);
      return parts[0] + "." + parts[1] + "." + parts[2];
    }
  }

  /// What an emitter may use beyond what every target has.
  ///
  /// @param fences whether the target has x86's store fence, and needs it
  /// @param compresses whether it moves the chosen elements of 8 together in one instruction
  /// @param permutes whether it has x86's permutations of one and two registers of 64 bytes
  /// @param testsPairs whether it tests two masks of 8 elements in one instruction
  public record Traits(boolean fences, boolean compresses, boolean permutes, boolean testsPairs) {}

  public Traits traits() {
    return new Traits(
        isX86(),
        isX86() && has(X86_COMPRESSES),
        isX86() && has(X86_PERMUTES),
        isX86() && has(X86_TESTS_PAIRS));
  }

  private boolean has(Set<String> needed) {
    return Set.of(features.split(",")).containsAll(needed);
  }

  public boolean isX86() {
    return triple.startsWith("x86_64");
  }

  /// Refuses a processor that kernels are not written for.
  ///
  /// @throws UnavailableException for a processor that kernels are not written for
  public void requireSupported() throws UnavailableException {
    boolean arm = triple.startsWith("aarch64") || triple.startsWith("arm64");
    if (!isX86() && !arm) {
      throw new UnavailableException("there are no native kernels for " + triple);
    }
    if (isX86() && !has(X86_NEEDS)) {
      throw new UnavailableException(
          "the processor (" + cpu + ") lacks AVX2 or fused multiply-add");
    }
  }

  /// Makes LLVM's target known to it. Once in a process is enough; more do no harm.
  public void initializeTarget(Llvm llvm) {
    LlvmFunction[] x86 = {
      LlvmFunction.INITIALIZE_X86_INFO,
      LlvmFunction.INITIALIZE_X86,
      LlvmFunction.INITIALIZE_X86_CODE,
      LlvmFunction.INITIALIZE_X86_PRINTER
    };
    LlvmFunction[] arm = {
      LlvmFunction.INITIALIZE_ARM_INFO,
      LlvmFunction.INITIALIZE_ARM,
      LlvmFunction.INITIALIZE_ARM_CODE,
      LlvmFunction.INITIALIZE_ARM_PRINTER
    };
    Arrays.stream(isX86() ? x86 : arm).forEach(llvm::call);
  }
}
