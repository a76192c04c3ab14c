package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.kernel.llvm.emit.Form;
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

/// Compilers that go wrong over every form that has the constant of a fault ([Fault#constant]), and
/// are as they should be otherwise.
public final class FaultyCompilers implements KernelCompiler.Source {
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

  private final LlvmCompilers compilers;

  /// What goes wrong. Each fault has a constant of its own, so that one process can have them all.
  public enum Fault {
    /// LLVM aborts.
    ABORT(666.25),
    /// LLVM exits.
    EXIT(667.25),
    /// LLVM reads what is not there.
    TRAP(668.25),
    /// Somebody else kills the process.
    KILLED(669.25),
    /// Somebody else stops the process.
    STOPPED(670.25),
    /// LLVM never ends.
    HANG(671.25),
    /// LLVM takes ever more memory.
    DEVOUR(672.25),
    /// Something that is no reply is written.
    GARBAGE(673.25),
    /// LLVM refuses.
    REFUSE(674.25),
    /// The kernel adds where it should subtract.
    WRONG_KERNEL(675.25),
    /// The kernel writes to an address that is none.
    TRAPPING_KERNEL(676.25),
    /// The kernel never ends.
    ENDLESS_KERNEL(677.25),
    /// The kernel refers to a function that it does not have.
    CALLING_KERNEL(678.25);

    private final double constant;

    Fault(double constant) {
      this.constant = constant;
    }

    /// The constant that a form with this fault has, as it is written in an expression.
    public String constant() {
      return Double.toString(constant);
    }

    private boolean isOf(LoopForm form) {
      return form.operations().stream()
          .anyMatch(
              operation ->
                  operation instanceof Operation.Constant(Scalar value)
                      && value.equals(Scalar.of(constant)));
    }

    private boolean isOf(String ir) {
      return ir.contains("0x%016X".formatted(Double.doubleToLongBits(constant)));
    }
  }

  public FaultyCompilers(LlvmCompilers.Settings settings) throws UnavailableException {
    UnaryOperator<Host> same = UnaryOperator.identity();
    this.compilers = LlvmCompilers.open(settings, same, FaultyCompilers::spoilt);
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
        if (!(Form.of(form) instanceof LoopForm loop)) {
          return sound.compile(form);
        }
        for (Fault fault : Fault.values()) {
          if (fault.isOf(loop)) {
            fail(fault);
          }
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

  @SuppressWarnings("restricted")
  private static void fail(Fault fault) throws CompilationException {
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

  /// Spoils the kernel of a form whose constant is that of a fault of kernels.
  private static String spoilt(String ir) {
    String spoilt = ir;
    for (Fault fault : Fault.values()) {
      if (fault.isOf(ir)) {
        spoilt = spoilt(fault, spoilt);
      }
    }
    return spoilt;
  }

  private static String spoilt(Fault fault, String ir) {
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
