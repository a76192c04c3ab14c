package io.parallax.kernel.llvm.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// LLVM's shared library, loaded, and calls of its functions. Thread safe within LLVM's rule that
/// each LLVM object is used by one thread at a time.
///
/// Texts from LLVM are copied and freed in this class; every other LLVM object belongs to the
/// caller.
public final class Llvm {
  private static final Linker LINKER = Linker.nativeLinker();

  /// `LLVMDSError` and `LLVMDSWarning` of `LLVMDiagnosticSeverity`.
  private static final int SEVERITY_ERROR = 0;

  private static final int SEVERITY_WARNING = 1;

  private final Map<LlvmFunction, MethodHandle> functions = new EnumMap<>(LlvmFunction.class);
  private final ThreadLocal<List<String>> diagnostics = ThreadLocal.withInitial(ArrayList::new);
  private final MemorySegment diagnosticHandler;

  /// @param arena the library stays loaded as long as the arena is open
  /// @throws UnavailableException when the file is no LLVM library that this machine can load
  public Llvm(Path library, Arena arena) throws UnavailableException {
    SymbolLookup symbols = load(library, arena);
    for (LlvmFunction function : LlvmFunction.values()) {
      functions.put(function, bind(symbols, function));
    }
    diagnosticHandler = handlerStub(arena);
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup load(Path library, Arena arena) throws UnavailableException {
    try {
      return SymbolLookup.libraryLookup(library, arena);
    } catch (IllegalArgumentException e) {
      throw new UnavailableException(library + " cannot be loaded on this machine", e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(SymbolLookup symbols, LlvmFunction function)
      throws UnavailableException {
    MemorySegment address =
        symbols
            .find(function.symbol())
            .orElseThrow(() -> new UnavailableException("the library lacks " + function.symbol()));
    return LINKER.downcallHandle(address, function.descriptor());
  }

  /// The C function that LLVM calls with its messages about a compilation.
  @SuppressWarnings("restricted")
  private MemorySegment handlerStub(Arena arena) {
    MethodType type = MethodType.methodType(void.class, MemorySegment.class, MemorySegment.class);
    try {
      MethodHandle handler =
          MethodHandles.lookup().findVirtual(Llvm.class, "diagnosed", type).bindTo(this);
      return LINKER.upcallStub(
          handler, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS), arena);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Called by LLVM on the compiling thread. Must throw nothing, because an exception would end the
  /// process.
  @SuppressWarnings("UnusedMethod") // through its method handle
  private void diagnosed(MemorySegment diagnostic, MemorySegment unused) {
    try {
      int severity = number(LlvmFunction.GET_DIAGNOSTIC_SEVERITY, diagnostic);
      String text = message(address(LlvmFunction.GET_DIAGNOSTIC_TEXT, diagnostic));
      if (severity == SEVERITY_ERROR || severity == SEVERITY_WARNING) {
        diagnostics.get().add(text);
      }
    } catch (RuntimeException | Error e) {
      diagnostics.get().add("a diagnostic that cannot be read");
    }
  }

  /// The errors and warnings of LLVM on this thread since the last call. They must not be ignored.
  List<String> takeDiagnostics() {
    List<String> taken = List.copyOf(diagnostics.get());
    diagnostics.remove();
    return taken;
  }

  MemorySegment diagnosticHandler() {
    return diagnosticHandler;
  }

  void call(LlvmFunction function, Object... arguments) {
    Object unused = invoke(function, arguments);
  }

  int number(LlvmFunction function, Object... arguments) {
    return (int) invoke(function, arguments);
  }

  long size(LlvmFunction function, Object... arguments) {
    return (long) invoke(function, arguments);
  }

  MemorySegment address(LlvmFunction function, Object... arguments) {
    return (MemorySegment) invoke(function, arguments);
  }

  /// Calls a function that returns an `LLVMErrorRef`.
  void attempt(LlvmFunction function, Object... arguments) throws CompilationException {
    MemorySegment error = address(function, arguments);
    if (!error.equals(MemorySegment.NULL)) {
      MemorySegment message = address(LlvmFunction.GET_ERROR_MESSAGE, error);
      String text = read(message);
      call(LlvmFunction.DISPOSE_ERROR_MESSAGE, message);
      throw new CompilationException(text);
    }
  }

  /// Calls a function that returns true on failure and leaves a message in its `char **`.
  void attemptWithMessage(LlvmFunction function, MemorySegment messageSlot, Object... arguments)
      throws CompilationException {
    messageSlot.set(ValueLayout.ADDRESS, 0, MemorySegment.NULL);
    boolean failed = number(function, arguments) != 0;
    MemorySegment message = messageSlot.get(ValueLayout.ADDRESS, 0);
    String text = message.equals(MemorySegment.NULL) ? "" : message(message);
    if (failed) {
      throw new CompilationException(text);
    }
  }

  /// Copies a text of LLVM, and frees it.
  String message(MemorySegment text) {
    String copy = read(text);
    call(LlvmFunction.DISPOSE_MESSAGE, text);
    return copy;
  }

  @SuppressWarnings("restricted")
  private static String read(MemorySegment text) {
    return text.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
  }

  private Object invoke(LlvmFunction function, Object... arguments) {
    try {
      return Objects.requireNonNull(functions.get(function)).invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(function.symbol(), e);
    }
  }
}
