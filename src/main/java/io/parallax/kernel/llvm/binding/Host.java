package io.parallax.kernel.llvm.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Set;

/// The processor of this machine, for which kernels are compiled. An object is used only on an
/// equal host.
///
/// @param version LLVM's version
/// @param triple LLVM's name of the platform, such as `x86_64-unknown-linux-gnu`
/// @param cpu LLVM's name of the processor, such as `sapphirerapids`
/// @param features the processor's features, as LLVM writes them: `+avx2,-sse4a,…`
public record Host(String version, String triple, String cpu, String features) {
  /// The features that make every operation one or a few instructions, and no call.
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

  /// Features that an emitter may use beyond the features that every target has.
  ///
  /// @param fences whether the target has x86's store fence, and needs it
  /// @param compresses whether one instruction moves the chosen elements of 8 together
  /// @param permutes whether the target has x86's permutations of one and two registers of 64 bytes
  /// @param testsPairs whether one instruction tests two masks of 8 elements
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

  /// Checks that kernels can be compiled for this processor.
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

  /// Registers the processor's target with LLVM. One call for each process is enough; more calls do
  /// no harm.
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
