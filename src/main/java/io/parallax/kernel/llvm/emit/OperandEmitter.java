package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.program.Operation;
import io.parallax.type.StorageType;

/// Writes the loads of operands for a vector of positions. The variable `%source.K` holds the
/// address of position 0 of operand K, in the array or in a buffer of the operand.
final class OperandEmitter {
  /// The elements of all gathering buffers together, and the most elements of one buffer. They fit
  /// the first-level cache and a thread's stack.
  private static final int GATHERED_TOTAL = 4096;

  private static final int GATHERED_MOST = 512;

  private static final int LINE_BYTES = 64;

  /// The distance of prefetching. Measured: 1 KiB is too near for data from memory, and 4 KiB gains
  /// nothing more.
  private static final int AHEAD_BYTES = 2_048;

  private final LoopForm form;
  private final Vectors vectors;
  private final IrText ir;
  private final ArithmeticEmitter arithmetic;
  private final int gatheredLength;

  OperandEmitter(LoopForm form, Vectors vectors, IrText ir) {
    this.form = form;
    this.vectors = vectors;
    this.ir = ir;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    int gathered = form.operandsOf(Access.GATHERED).size();
    int share = Math.min(GATHERED_MOST, GATHERED_TOTAL / Math.max(1, gathered));
    this.gatheredLength = Math.max(1, share / vectors.lanes()) * vectors.lanes();
  }

  /// Reads the address of each operand of the row, and the scalars.
  void startRow(OperationEmitter operations) {
    for (int operand = 0; operand < form.accesses().size(); operand++) {
      String base = "%base." + operand;
      ir.let(base, "load ptr, ptr " + ir.element("ptr", "%pointers", Integer.toString(operand)));
      StorageType storage = form.operandStorage(operand);
      switch (form.accesses().get(operand)) {
        case SCALAR -> readScalar(operand, storage, base, operations);
        case CONTIGUOUS -> reserve(operand, storage, vectors.lanes());
        case GATHERED -> reserve(operand, storage, gatheredLength + vectors.lanes());
      }
    }
  }

  private void readScalar(
      int operand, StorageType storage, String base, OperationEmitter operations) {
    String element = ir.load(Vectors.stored(storage), base);
    String vector = asValue(storage, arithmetic.broadcast(Vectors.stored(storage), element));
    define(operand, vector, operations);
  }

  private void reserve(int operand, StorageType storage, int length) {
    ir.variable("%source." + operand, "ptr");
    ir.variable("%buffer." + operand, "[" + length + " x " + Vectors.stored(storage) + "]");
  }

  /// The length of a segment of whole vectors, at most `left`.
  String bounded(String left) {
    if (form.operandsOf(Access.GATHERED).isEmpty()) {
      return left;
    }
    return ir.call(
        "i64",
        "llvm.umin.i64",
        new Argument("i64", left),
        new Argument("i64", Integer.toString(gatheredLength)));
  }

  void enterWhole(String begin, String length) {
    for (int operand : form.operandsOf(Access.CONTIGUOUS)) {
      ir.store("ptr", "%base." + operand, "%source." + operand);
    }
    gather(begin, length);
  }

  void enterPadded(String begin, String count, String active) {
    for (int operand : form.operandsOf(Access.CONTIGUOUS)) {
      StorageType storage = form.operandStorage(operand);
      String vector = vectors.ofStored(storage);
      String place = ir.element(Vectors.stored(storage), "%base." + operand, begin);
      String values =
          ir.call(
              vector,
              "llvm.masked.load" + vectors.storedSuffix(storage) + ".p0",
              new Argument("ptr", place),
              new Argument("i32", Integer.toString(storage.byteWidth())),
              new Argument(vectors.mask(), active),
              new Argument(vector, "zeroinitializer"));
      ir.store(vector, values, "%buffer." + operand);
      enterBuffer(operand, begin);
    }
    for (int operand : form.operandsOf(Access.GATHERED)) {
      ir.store(
          vectors.ofStored(form.operandStorage(operand)), "zeroinitializer", "%buffer." + operand);
    }
    gather(begin, count);
  }

  private void gather(String begin, String count) {
    int ordinal = 0;
    for (int operand : form.operandsOf(Access.GATHERED)) {
      String plan = ir.element("i8", "%block", Long.toString(ArgumentLayout.of(form).plan()));
      String rank = ir.load("i64", plan);
      String skipped = ir.let("mul i64 " + rank + ", " + (ordinal + 1));
      String strides = ir.element("i64", plan, ir.let("add i64 " + skipped + ", 1"));
      RuntimeFunction.gathering(form.operandStorage(operand))
          .call(
              ir,
              "ptr %buffer."
                  + operand
                  + ", ptr %base."
                  + operand
                  + ", ptr "
                  + plan
                  + ", ptr "
                  + strides
                  + ", i64 "
                  + begin
                  + ", i64 "
                  + count);
      enterBuffer(operand, begin);
      ordinal++;
    }
  }

  private void enterBuffer(int operand, String begin) {
    String back = ir.let("sub i64 0, " + begin);
    ir.store(
        "ptr",
        ir.element(Vectors.stored(form.operandStorage(operand)), "%buffer." + operand, back),
        "%source." + operand);
  }

  /// Loads the vector at `%position` of each operand that is not scalar.
  void load(OperationEmitter operations) {
    for (int operand = 0; operand < form.accesses().size(); operand++) {
      if (form.accesses().get(operand) == Access.SCALAR) {
        continue;
      }
      StorageType storage = form.operandStorage(operand);
      String source = ir.load("ptr", "%source." + operand);
      String place = ir.element(Vectors.stored(storage), source, "%position");
      String loaded =
          ir.let(
              "load "
                  + vectors.ofStored(storage)
                  + ", ptr "
                  + place
                  + ", align "
                  + storage.byteWidth());
      define(operand, asValue(storage, loaded), operations);
      if (form.accesses().get(operand) == Access.CONTIGUOUS) {
        prefetch(place, vectors.lanes() * storage.byteWidth());
      }
    }
  }

  /// Prefetches later elements. An address beyond the array has no effect. The processor alone does
  /// not prefetch far enough past a loop's arithmetic: without these instructions, an exponential
  /// of ten million elements takes as long as computing and copying one after the other.
  private void prefetch(String place, int bytes) {
    for (int line = 0; line < bytes; line += LINE_BYTES) {
      ir.callVoid(
          "llvm.prefetch.p0",
          new Argument("ptr", ir.element("i8", place, Integer.toString(AHEAD_BYTES + line))),
          new Argument("i32", "0"), // to read
          new Argument("i32", "3"), // into all caches
          new Argument("i32", "1")); // data
    }
  }

  private void define(int operand, String vector, OperationEmitter operations) {
    for (int at = 0; at < form.operations().size(); at++) {
      if (form.operations().get(at) instanceof Operation.Load load && load.operand() == operand) {
        operations.define(at, vector);
      }
    }
  }

  /// The value of stored elements, in the type that is computed in.
  private String asValue(StorageType storage, String stored) {
    return switch (storage) {
      case BOOL -> ir.let("icmp ne " + vectors.of("i8") + " " + stored + ", zeroinitializer");
      case INT8, INT16 -> widened("sext", storage, stored);
      case UINT8, UINT16, UINT32 -> widened("zext", storage, stored);
      case FLOAT16 -> widened("fpext", storage, stored);
      case INT32, INT64, UINT64, FLOAT32, FLOAT64 -> stored;
    };
  }

  private String widened(String conversion, StorageType storage, String stored) {
    return ir.let(
        conversion
            + " "
            + vectors.ofStored(storage)
            + " "
            + stored
            + " to "
            + vectors.of(storage.computing()));
  }
}
