package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.program.Operation;
import io.parallax.type.Scalar;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// Compilers that go wrong over every form with a certain constant, and are as they should be
/// otherwise.
public final class FaultyCompilers implements KernelCompiler.Source {
  /// The constant, as it is written in an expression.
  public static final String CURSED = "666.25";

  private static final Scalar CURSED_VALUE = Scalar.of(666.25);
  private static final String ENDLESS =
      """
      entry:
        br label %forever
      forever:
        call void asm sideeffect "", ""()
        br label %forever
      never:
      """;

  private static final long TERABYTE = 1L << 40;
  private static final long PIECE = 16L << 20;

  private final Fault fault;
  private final LlvmCompilers compilers;

  /// What goes wrong.
  public enum Fault {
    /// LLVM aborts.
    ABORT,
    /// LLVM exits.
    EXIT,
    /// LLVM reads what is not there.
    TRAP,
    /// Somebody else kills the process.
    KILLED,
    /// Somebody else stops the process.
    STOPPED,
    /// LLVM never ends.
    HANG,
    /// LLVM takes ever more memory.
    DEVOUR,
    /// Something that is no reply is written.
    GARBAGE,
    /// LLVM refuses.
    REFUSE,
    /// The kernel adds where it should subtract.
    WRONG_KERNEL,
    /// The kernel writes to an address that is none.
    TRAPPING_KERNEL,
    /// The kernel never ends.
    ENDLESS_KERNEL,
    /// The kernel refers to a function that it does not have.
    CALLING_KERNEL
  }

  public FaultyCompilers(Fault fault, LlvmCompilers.Settings settings) throws UnavailableException {
    this.fault = fault;
    UnaryOperator<Host> same = UnaryOperator.identity();
    this.compilers = LlvmCompilers.open(settings, same, this::spoilt);
  }

  @Override
  public KernelCompiler open() throws UnavailableException {
    KernelCompiler sound = compilers.open();
    return new KernelCompiler() {
      @Override
      public String name() {
        return sound.name();
      }

      @Override
      public KernelImage runtime() {
        return sound.runtime();
      }

      @Override
      public Compiled compile(byte[] form) throws CompilationException {
        if (isCursed(LoopForm.of(form))) {
          fail();
        }
        return sound.compile(form);
      }

      @Override
      public NativeListing listing(byte[] form) throws CompilationException {
        return sound.listing(form);
      }

      @Override
      public void close() {
        sound.close();
      }
    };
  }

  private static boolean isCursed(LoopForm form) {
    return form.operations().stream()
        .anyMatch(
            operation ->
                operation instanceof Operation.Constant(Scalar value)
                    && value.equals(CURSED_VALUE));
  }

  @SuppressWarnings("restricted")
  private void fail() throws CompilationException {
    switch (fault) {
      case ABORT -> callAbort();
      case EXIT -> Runtime.getRuntime().halt(1);
      case TRAP ->
          MemorySegment.ofAddress(64)
              .reinterpret(Long.BYTES)
              .set(ValueLayout.JAVA_LONG, 0, 1); // nothing is mapped there
      case KILLED -> signal("KILL");
      case STOPPED -> signal("STOP");
      case HANG -> {
        while (fault == Fault.HANG) {
          Thread.onSpinWait();
        }
      }
      case DEVOUR -> devour();
      case GARBAGE -> {
        System.out.write("LLVM ERROR: this is no reply\n".getBytes(StandardCharsets.UTF_8), 0, 29);
        System.out.flush();
      }
      case REFUSE -> throw new CompilationException("no such instruction");
      case WRONG_KERNEL, TRAPPING_KERNEL, ENDLESS_KERNEL, CALLING_KERNEL -> {}
    }
  }

  private static void signal(String name) {
    try {
      long pid = ProcessHandle.current().pid();
      Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
      kill.waitFor();
    } catch (IOException | InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @SuppressWarnings("restricted")
  private static void callAbort() {
    Linker linker = Linker.nativeLinker();
    try {
      linker
          .downcallHandle(
              linker.defaultLookup().find("abort").orElseThrow(), FunctionDescriptor.ofVoid())
          .invokeExact();
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// As LLVM does, aborts when it gets no more.
  private static void devour() {
    try {
      for (long taken = 0; taken < TERABYTE; taken += PIECE) {
        MemorySegment _ = Pages.map(PIECE);
      }
    } catch (CompilationException refused) {
      callAbort();
    }
  }

  /// Spoils the kernel of a cursed form, which is known by its constant.
  private String spoilt(String ir) {
    if (!ir.contains("0x4084D20000000000")) {
      return ir;
    }
    return switch (fault) {
      case WRONG_KERNEL -> ir.replace("fsub ", "fadd ");
      case TRAPPING_KERNEL ->
          ir.replace("entry:\n", "entry:\n  store volatile i64 1, ptr inttoptr (i64 64 to ptr)\n");
      case ENDLESS_KERNEL -> ir.replace("entry:\n", ENDLESS);
      case CALLING_KERNEL ->
          ir.replace("entry:\n", "entry:\n  call void @elsewhere()\n")
              + "declare void @elsewhere()\n";
      case ABORT, EXIT, TRAP, KILLED, STOPPED, HANG, DEVOUR, GARBAGE, REFUSE -> ir;
    };
  }
}
