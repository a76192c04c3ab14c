package io.parallax.kernel.llvm.binding;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/// The functions of LLVM's C API that this package uses, by their C prototypes. The prototype gives
/// the types of a call: pointers and `…Ref` types are addresses, `size_t` has 64 bits, enumerations
/// and all other types are ints.
public enum LlvmFunction {
  // Version, targets and the host.
  GET_VERSION("void LLVMGetVersion(unsigned *Major, unsigned *Minor, unsigned *Patch)"),
  INITIALIZE_X86_INFO("void LLVMInitializeX86TargetInfo(void)"),
  INITIALIZE_X86("void LLVMInitializeX86Target(void)"),
  INITIALIZE_X86_CODE("void LLVMInitializeX86TargetMC(void)"),
  INITIALIZE_X86_PRINTER("void LLVMInitializeX86AsmPrinter(void)"),
  INITIALIZE_ARM_INFO("void LLVMInitializeAArch64TargetInfo(void)"),
  INITIALIZE_ARM("void LLVMInitializeAArch64Target(void)"),
  INITIALIZE_ARM_CODE("void LLVMInitializeAArch64TargetMC(void)"),
  INITIALIZE_ARM_PRINTER("void LLVMInitializeAArch64AsmPrinter(void)"),
  GET_DEFAULT_TRIPLE("char *LLVMGetDefaultTargetTriple(void)"),
  GET_HOST_CPU("char *LLVMGetHostCPUName(void)"),
  GET_HOST_FEATURES("char *LLVMGetHostCPUFeatures(void)"),
  DISPOSE_MESSAGE("void LLVMDisposeMessage(char *Message)"),

  // Each compiler has one target machine.
  GET_TARGET(
      "LLVMBool LLVMGetTargetFromTriple(const char *Triple, LLVMTargetRef *T, char **Error)"),
  CREATE_TARGET_MACHINE(
      "LLVMTargetMachineRef LLVMCreateTargetMachine(LLVMTargetRef T, const char *Triple,"
          + " const char *CPU, const char *Features, LLVMCodeGenOptLevel Level,"
          + " LLVMRelocMode Reloc, LLVMCodeModel CodeModel)"),
  DISPOSE_TARGET_MACHINE("void LLVMDisposeTargetMachine(LLVMTargetMachineRef T)"),
  CREATE_DATA_LAYOUT("LLVMTargetDataRef LLVMCreateTargetDataLayout(LLVMTargetMachineRef T)"),
  DISPOSE_DATA_LAYOUT("void LLVMDisposeTargetData(LLVMTargetDataRef Layout)"),

  // From text to an object.
  CREATE_CONTEXT("LLVMContextRef LLVMContextCreate(void)"),
  DISPOSE_CONTEXT("void LLVMContextDispose(LLVMContextRef C)"),
  SET_DIAGNOSTIC_HANDLER(
      "void LLVMContextSetDiagnosticHandler(LLVMContextRef C, LLVMDiagnosticHandlerRef Handler,"
          + " void *Payload)"),
  GET_DIAGNOSTIC_SEVERITY(
      "LLVMDiagnosticSeverity LLVMGetDiagInfoSeverity(LLVMDiagnosticInfoRef D)"),
  GET_DIAGNOSTIC_TEXT("char *LLVMGetDiagInfoDescription(LLVMDiagnosticInfoRef D)"),
  CREATE_BUFFER(
      "LLVMMemoryBufferRef LLVMCreateMemoryBufferWithMemoryRangeCopy(const char *Data,"
          + " size_t Length, const char *Name)"),
  GET_BUFFER_START("const char *LLVMGetBufferStart(LLVMMemoryBufferRef Buffer)"),
  GET_BUFFER_SIZE("size_t LLVMGetBufferSize(LLVMMemoryBufferRef Buffer)"),
  DISPOSE_BUFFER("void LLVMDisposeMemoryBuffer(LLVMMemoryBufferRef Buffer)"),
  /// Takes ownership of the buffer, also when parsing fails.
  PARSE(
      "LLVMBool LLVMParseIRInContext(LLVMContextRef C, LLVMMemoryBufferRef Buffer,"
          + " LLVMModuleRef *M, char **Error)"),
  VERIFY("LLVMBool LLVMVerifyModule(LLVMModuleRef M, LLVMVerifierFailureAction A, char **Error)"),
  DISPOSE_MODULE("void LLVMDisposeModule(LLVMModuleRef M)"),
  SET_TRIPLE("void LLVMSetTarget(LLVMModuleRef M, const char *Triple)"),
  SET_DATA_LAYOUT("void LLVMSetModuleDataLayout(LLVMModuleRef M, LLVMTargetDataRef Layout)"),
  CREATE_PASS_OPTIONS("LLVMPassBuilderOptionsRef LLVMCreatePassBuilderOptions(void)"),
  DISPOSE_PASS_OPTIONS("void LLVMDisposePassBuilderOptions(LLVMPassBuilderOptionsRef Options)"),
  RUN_PASSES(
      "LLVMErrorRef LLVMRunPasses(LLVMModuleRef M, const char *Passes, LLVMTargetMachineRef T,"
          + " LLVMPassBuilderOptionsRef Options)"),
  EMIT(
      "LLVMBool LLVMTargetMachineEmitToMemoryBuffer(LLVMTargetMachineRef T, LLVMModuleRef M,"
          + " LLVMCodeGenFileType FileType, char **Error, LLVMMemoryBufferRef *Buffer)"),

  // What went wrong.
  /// Takes ownership of the error.
  GET_ERROR_MESSAGE("char *LLVMGetErrorMessage(LLVMErrorRef E)"),
  DISPOSE_ERROR_MESSAGE("void LLVMDisposeErrorMessage(char *Message)");

  private final String prototype;

  LlvmFunction(String prototype) {
    this.prototype = prototype;
  }

  String symbol() {
    return prototype.substring(nameStart(), prototype.indexOf('('));
  }

  FunctionDescriptor descriptor() {
    String parameters = prototype.substring(prototype.indexOf('(') + 1, prototype.length() - 1);
    MemoryLayout[] layouts =
        Arrays.stream(parameters.split(","))
            .map(LlvmFunction::layout)
            .flatMap(Optional::stream)
            .toArray(MemoryLayout[]::new);
    return layout(prototype.substring(0, nameStart()))
        .map(result -> FunctionDescriptor.of(result, layouts))
        .orElseGet(() -> FunctionDescriptor.ofVoid(layouts));
  }

  private int nameStart() {
    int open = prototype.indexOf('(');
    return Math.max(prototype.lastIndexOf(' ', open), prototype.lastIndexOf('*', open)) + 1;
  }

  /// The layout of a C type; empty for `void`.
  private static Optional<MemoryLayout> layout(String declaration) {
    String text = declaration.strip();
    String type = text.split(" ", 2)[0];
    if (text.contains("*") || type.endsWith("Ref")) {
      return Optional.of(ValueLayout.ADDRESS);
    }
    return switch (type) {
      case "void" -> Optional.empty();
      case "size_t" -> Optional.of(ValueLayout.JAVA_LONG);
      default -> Optional.of(ValueLayout.JAVA_INT);
    };
  }
}
