package io.parallax.kernel.llvm.emit;

import io.parallax.type.StorageType;

/// The functions of `runtime.ll`. Kernels call them through a table of their addresses, so the
/// object of a kernel refers to no symbol.
public enum RuntimeFunction {
  REMAINDER(0, "remainder"),
  GATHER_1(1, "gather_1"),
  GATHER_2(2, "gather_2"),
  GATHER_4(3, "gather_4"),
  GATHER_8(4, "gather_8");

  /// The index of the address of `fmod`, the last of the table.
  public static final int FMOD = 5;

  private final int index;
  private final String symbol;

  RuntimeFunction(int index, String symbol) {
    this.index = index;
    this.symbol = symbol;
  }

  /// The index of the function's address in the table.
  public int index() {
    return index;
  }

  public String symbol() {
    return symbol;
  }

  /// The function that gathers elements that are stored so.
  static RuntimeFunction gathering(StorageType storage) {
    return switch (storage) {
      case BOOL, INT8, UINT8 -> GATHER_1;
      case INT16, UINT16, FLOAT16 -> GATHER_2;
      case INT32, UINT32, FLOAT32 -> GATHER_4;
      case INT64, UINT64, FLOAT64 -> GATHER_8;
    };
  }

  void call(IrText ir, String arguments) {
    String place = ir.element("ptr", "%runtime", Integer.toString(index));
    String function = ir.load("ptr", place);
    ir.line("call void " + function + "(" + arguments + ")");
  }
}
