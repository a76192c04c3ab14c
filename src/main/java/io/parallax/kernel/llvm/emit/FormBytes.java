package io.parallax.kernel.llvm.emit;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Likelihood;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.program.Table;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.StorageType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/// A [LoopForm] as bytes, for another process of the same service. The constants of enumerations
/// are written as numbers, in the order of their declaration.
public final class FormBytes {
  private static final int LOAD = 0;
  private static final int CONSTANT = 1;
  private static final int POSITION = 2;
  private static final int UNARY = 3;
  private static final int BINARY = 4;
  private static final int COMPARE = 5;
  private static final int SELECT = 6;
  private static final int CONVERT = 7;
  private static final int REINTERPRET = 8;
  private static final int FUSED_MULTIPLY_ADD = 9;
  private static final int LOOKUP = 10;

  private static final int STORE = 0;
  private static final int REDUCE = 1;
  private static final int COMPACT = 2;

  private FormBytes() {}

  static byte[] write(LoopForm form) {
    FormWriter out = new FormWriter(form.operations().size());
    out.kind(Form.LOOP);
    out.number(form.accesses().size());
    form.accesses().forEach(out::constant);
    out.number(form.operations().size());
    form.operations().forEach(operation -> write(out, operation));
    out.number(form.sinks().size());
    form.sinks().forEach(sink -> write(out, sink));
    return out.toBytes();
  }

  /// @throws IllegalArgumentException when the bytes are no form
  static LoopForm read(byte[] bytes) {
    try {
      FormReader in = new FormReader(ByteBuffer.wrap(bytes));
      in.require(Form.LOOP);
      LoopForm form =
          new LoopForm(
              in.list(() -> in.constant(Access.class)),
              in.list(() -> operation(in)),
              in.list(() -> sink(in)));
      in.requireEnd();
      return form;
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("the form is cut off", cut);
    }
  }

  static void write(FormWriter out, Operation operation) {
    switch (operation) {
      case Operation.Load(int operand, StorageType storage) ->
          out.kind(LOAD).number(operand).constant(storage);
      case Operation.Constant(Scalar value) ->
          out.kind(CONSTANT).constant(value.type()).bits(value.bits());
      case Operation.Position() -> out.kind(POSITION);
      case Operation.Unary(UnaryOperation kind, int operand, DataType type) ->
          out.kind(UNARY).constant(kind).number(operand, type);
      case Operation.Binary(BinaryOperation kind, int left, int right, DataType type, int _) ->
          out.kind(BINARY).constant(kind).number(left).number(right, type);
      case Operation.Compare(Comparison kind, int left, int right, DataType type) ->
          out.kind(COMPARE).constant(kind).number(left).number(right, type);
      case Operation.Select(int condition, int yes, int no, DataType type, Likelihood likelihood) ->
          out.kind(SELECT).constant(likelihood).number(condition).number(yes).number(no, type);
      case Operation.Convert(int operand, DataType from, DataType type) ->
          out.kind(CONVERT).constant(from).number(operand, type);
      case Operation.Reinterpret(int operand, DataType from, DataType type) ->
          out.kind(REINTERPRET).constant(from).number(operand, type);
      case Operation.FusedMultiplyAdd(int a, int b, int c, DataType type) ->
          out.kind(FUSED_MULTIPLY_ADD).number(a).number(b).number(c, type);
      case Operation.Lookup(Table table, int index) -> {
        out.kind(LOOKUP).text(table.name()).number(table.size(), table.type());
        for (int at = 0; at < table.size(); at++) {
          out.bits(table.bitsAt(at));
        }
        out.number(index);
      }
    }
  }

  static Operation operation(FormReader in) {
    int kind = in.kind();
    return switch (kind) {
      case LOAD -> new Operation.Load(in.number(), in.constant(StorageType.class));
      case CONSTANT -> new Operation.Constant(new Scalar(in.type(), in.bits()));
      case POSITION -> new Operation.Position();
      case UNARY -> new Operation.Unary(in.constant(UnaryOperation.class), in.number(), in.type());
      case BINARY ->
          new Operation.Binary(
              in.constant(BinaryOperation.class),
              in.number(),
              in.number(),
              in.type(),
              Operation.NO_ORIGIN);
      case COMPARE ->
          new Operation.Compare(in.constant(Comparison.class), in.number(), in.number(), in.type());
      case SELECT -> {
        Likelihood likelihood = in.constant(Likelihood.class);
        yield new Operation.Select(in.number(), in.number(), in.number(), in.type(), likelihood);
      }
      case CONVERT -> {
        DataType from = in.type();
        yield new Operation.Convert(in.number(), from, in.type());
      }
      case REINTERPRET -> {
        DataType from = in.type();
        yield new Operation.Reinterpret(in.number(), from, in.type());
      }
      case FUSED_MULTIPLY_ADD ->
          new Operation.FusedMultiplyAdd(in.number(), in.number(), in.number(), in.type());
      case LOOKUP -> new Operation.Lookup(table(in), in.number());
      default -> throw new IllegalArgumentException("no operation is of kind " + kind);
    };
  }

  private static Table table(FormReader in) {
    String name = in.text();
    int size = in.number();
    DataType type = in.type();
    if (size < 0 || size > Table.MOST_ELEMENTS) {
      throw new IllegalArgumentException("a table of " + size);
    }
    long[] bits = new long[size];
    for (int at = 0; at < size; at++) {
      bits[at] = in.bits();
    }
    return Table.ofBits(name, type, bits);
  }

  private static void write(FormWriter out, Sink sink) {
    switch (sink) {
      case Sink.Store(int value, int _) -> out.kind(STORE).number(value);
      case Sink.Reduce(Reduction reduction, int value, int mask, int _, int _) ->
          out.kind(REDUCE).constant(reduction).number(value).number(mask);
      case Sink.Compact(int mask, List<Sink.Column> columns, int _) -> {
        out.kind(COMPACT).number(mask).number(columns.size());
        columns.forEach(column -> out.number(column.value()));
      }
    }
  }

  private static Sink sink(FormReader in) {
    int kind = in.kind();
    return switch (kind) {
      case STORE -> new Sink.Store(in.number(), 0);
      case REDUCE -> new Sink.Reduce(in.constant(Reduction.class), in.number(), in.number(), 0, 0);
      case COMPACT ->
          new Sink.Compact(in.number(), in.list(() -> new Sink.Column(in.number(), 0)), 0);
      default -> throw new IllegalArgumentException("no sink is of kind " + kind);
    };
  }
}
