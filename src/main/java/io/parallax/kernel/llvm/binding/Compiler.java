package io.parallax.kernel.llvm.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Compiles IR text to machine code for the host. For one thread at a time; several compilers may
/// run at the same time, because each has its own target machine and each compilation its own
/// context.
///
/// A module is parsed, verified, optimised and emitted in this order, with a diagnostic handler. In
/// this order a defect in a module becomes an exception. Otherwise LLVM ends the process for some
/// defects that the verifier would have found, and for every error of its back end that has no
/// handler.
public final class Compiler implements AutoCloseable {
  /// What LLVM does to a module before it selects instructions. By default `instcombine` ends the
  /// process when one more iteration would still change the code, as happens with negated
  /// comparisons that are used as numbers; the code is correct all the same.
  public enum Passes {
    /// The passes that are worth their time for explicit vectors: variables are moved to registers,
    /// and code is simplified.
    VECTORS("function(sroa,early-cse,instcombine<no-verify-fixpoint>,dce)"),
    /// For loops of single items: also moves what is the same in every trip out of a loop, and puts
    /// a formula in place of a loop that has one.
    ITEMS(
        "function(sroa,early-cse,simplifycfg,instcombine<no-verify-fixpoint>,loop-simplify,lcssa,"
            + "loop-mssa(loop-rotate,licm),simplifycfg,instcombine<no-verify-fixpoint>,"
            + "loop(indvars,loop-deletion),gvn,instcombine<no-verify-fixpoint>,simplifycfg,dce)"),
    /// For loops of several items side by side.
    LANES(
        "function(sroa,early-cse,simplifycfg,instcombine<no-verify-fixpoint>,loop-simplify,lcssa,"
            + "loop-mssa(loop-rotate,licm),gvn,instcombine<no-verify-fixpoint>,simplifycfg,dce)");

    private final String pipeline;

    Passes(String pipeline) {
      this.pipeline = pipeline;
    }
  }

  /// `LLVMCodeGenLevelDefault`, `LLVMRelocPIC`, `LLVMCodeModelDefault`.
  private static final int LEVEL = 2;

  private static final int RELOCATION = 2;
  private static final int CODE_MODEL = 0;

  /// `LLVMReturnStatusAction`.
  private static final int RETURN_STATUS = 2;

  /// `LLVMCodeGenFileType`.
  private static final int ASSEMBLY = 0;

  private static final int OBJECT = 1;

  private final Llvm llvm;
  private final Host host;
  private final MemorySegment machine;
  private final MemorySegment dataLayout;

  public Compiler(Llvm llvm, Host host) throws CompilationException {
    this.llvm = llvm;
    this.host = host;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(ValueLayout.ADDRESS);
      MemorySegment message = arena.allocate(ValueLayout.ADDRESS);
      MemorySegment triple = arena.allocateFrom(host.triple());
      llvm.attemptWithMessage(LlvmFunction.GET_TARGET, message, triple, target, message);
      machine =
          llvm.address(
              LlvmFunction.CREATE_TARGET_MACHINE,
              target.get(ValueLayout.ADDRESS, 0),
              triple,
              arena.allocateFrom(host.cpu()),
              arena.allocateFrom(host.features()),
              LEVEL,
              RELOCATION,
              CODE_MODEL);
    }
    dataLayout = llvm.address(LlvmFunction.CREATE_DATA_LAYOUT, machine);
  }

  /// Compiles a module of explicit vectors to an ELF or Mach-O object.
  public byte[] compile(String ir) throws CompilationException {
    return compile(ir, Passes.VECTORS);
  }

  /// Compiles the module to an ELF or Mach-O object.
  public byte[] compile(String ir, Passes passes) throws CompilationException {
    return emit(ir, passes, OBJECT);
  }

  /// Compiles the module to the target's assembly language.
  public String assembly(String ir, Passes passes) throws CompilationException {
    return new String(emit(ir, passes, ASSEMBLY), StandardCharsets.UTF_8);
  }

  private byte[] emit(String ir, Passes passes, int fileType) throws CompilationException {
    MemorySegment context = llvm.address(LlvmFunction.CREATE_CONTEXT);
    try (Arena arena = Arena.ofConfined()) {
      llvm.call(
          LlvmFunction.SET_DIAGNOSTIC_HANDLER,
          context,
          llvm.diagnosticHandler(),
          MemorySegment.NULL);
      MemorySegment module = parse(arena, context, ir);
      try {
        optimise(arena, module, passes);
        return emit(arena, module, fileType);
      } finally {
        llvm.call(LlvmFunction.DISPOSE_MODULE, module);
      }
    } finally {
      llvm.call(LlvmFunction.DISPOSE_CONTEXT, context);
    }
  }

  private MemorySegment parse(Arena arena, MemorySegment context, String ir)
      throws CompilationException {
    byte[] text = ir.getBytes(StandardCharsets.UTF_8);
    MemorySegment buffer =
        llvm.address(
            LlvmFunction.CREATE_BUFFER,
            arena.allocateFrom(ValueLayout.JAVA_BYTE, text),
            (long) text.length,
            arena.allocateFrom("kernel"));
    MemorySegment slot = arena.allocate(ValueLayout.ADDRESS);
    MemorySegment message = arena.allocate(ValueLayout.ADDRESS);
    llvm.attemptWithMessage(LlvmFunction.PARSE, message, context, buffer, slot, message);
    return slot.get(ValueLayout.ADDRESS, 0);
  }

  private void optimise(Arena arena, MemorySegment module, Passes passes)
      throws CompilationException {
    llvm.call(LlvmFunction.SET_TRIPLE, module, arena.allocateFrom(host.triple()));
    llvm.call(LlvmFunction.SET_DATA_LAYOUT, module, dataLayout);
    MemorySegment message = arena.allocate(ValueLayout.ADDRESS);
    llvm.attemptWithMessage(LlvmFunction.VERIFY, message, module, RETURN_STATUS, message);
    MemorySegment options = llvm.address(LlvmFunction.CREATE_PASS_OPTIONS);
    try {
      llvm.attempt(
          LlvmFunction.RUN_PASSES, module, arena.allocateFrom(passes.pipeline), machine, options);
    } finally {
      llvm.call(LlvmFunction.DISPOSE_PASS_OPTIONS, options);
    }
  }

  private byte[] emit(Arena arena, MemorySegment module, int fileType) throws CompilationException {
    MemorySegment slot = arena.allocate(ValueLayout.ADDRESS);
    MemorySegment message = arena.allocate(ValueLayout.ADDRESS);
    llvm.attemptWithMessage(LlvmFunction.EMIT, message, machine, module, fileType, message, slot);
    byte[] bytes = takeBytes(slot.get(ValueLayout.ADDRESS, 0));
    List<String> diagnostics = llvm.takeDiagnostics();
    if (!diagnostics.isEmpty()) {
      throw new CompilationException(String.join("; ", diagnostics));
    }
    return bytes;
  }

  @SuppressWarnings("restricted")
  private byte[] takeBytes(MemorySegment buffer) {
    long size = llvm.size(LlvmFunction.GET_BUFFER_SIZE, buffer);
    byte[] bytes =
        llvm.address(LlvmFunction.GET_BUFFER_START, buffer)
            .reinterpret(size)
            .toArray(ValueLayout.JAVA_BYTE);
    llvm.call(LlvmFunction.DISPOSE_BUFFER, buffer);
    return bytes;
  }

  @Override
  public void close() {
    llvm.call(LlvmFunction.DISPOSE_DATA_LAYOUT, dataLayout);
    llvm.call(LlvmFunction.DISPOSE_TARGET_MACHINE, machine);
  }
}
