package io.parallax.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of the C library, found by their names and called by their prototypes.
public final class CLibrary {
  private CLibrary() {}

  public static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return link(name, FunctionDescriptor.of(result, arguments));
  }

  /// @param fixed the number of arguments that are not variadic
  static MethodHandle variadic(
      String name, int fixed, MemoryLayout result, MemoryLayout... arguments) {
    return link(
        name, FunctionDescriptor.of(result, arguments), Linker.Option.firstVariadicArg(fixed));
  }

  /// One call of a function.
  @FunctionalInterface
  public interface Call<T> {
    T run() throws Throwable;
  }

  /// Calls a function. The function reports a failure in its result and does not throw.
  ///
  /// @throws IllegalStateException where the C library has no such function
  public static <T> T call(Call<T> call) {
    try {
      return call.run();
    } catch (Throwable missing) {
      throw new IllegalStateException(missing);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().find(name).orElseThrow();
    return linker.downcallHandle(address, type, options);
  }
}
