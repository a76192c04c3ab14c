package io.parallax.kernel.bytecode;

import io.parallax.program.Comparison;
import io.parallax.program.Fault;
import io.parallax.program.Operation;
import io.parallax.program.Statement;
import io.parallax.program.Table;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.List;

/// Writes the operations of one statement. An operation that is used once is computed where it is
/// used, on the operand stack; one that is used several times, or may fault, before, in order, into
/// a local. Operations that only one side of a choice needs are computed on that side.
final class LineCode {
  /// How many operations may be computed on the operand stack inside each other.
  private static final int DEEPEST = 40;

  private final MethodCode method;
  private final CodeBuilder code;
  private final TableConstants tables;
  private final List<Operation> operations;
  private final List<Statement.Write> writes;
  private final int[] locals;

  LineCode(MethodCode method, TableConstants tables, Statement.Compute compute) {
    this.method = method;
    this.code = method.code;
    this.tables = tables;
    operations = compute.operations();
    writes = compute.writes();
    locals = new int[operations.size()];
  }

  void write() {
    int mark = method.mark();
    int[] uses = uses();
    int[] depths = new int[operations.size()];
    for (int at = 0; at < operations.size(); at++) {
      Operation operation = operations.get(at);
      if (operation instanceof Operation.Load || operation instanceof Operation.Constant) {
        continue;
      }
      boolean faults =
          operation instanceof Operation.Binary binary && Fault.isPossible(binary, operations);
      depths[at] = 1 + operation.operands().stream().mapToInt(each -> depths[each]).max().orElse(0);
      if (faults) {
        new FaultingCode(this, method).write((Operation.Binary) operation);
        keep(at);
        depths[at] = 0;
      } else if (uses[at] > 1 || (uses[at] == 1 && depths[at] > DEEPEST)) {
        compute(operation);
        keep(at);
        depths[at] = 0;
      }
    }
    writes.forEach(write -> push(write.operation()));
    writes.reversed().forEach(write -> method.store(write.variable()));
    method.release(mark);
  }

  private int[] uses() {
    int[] uses = new int[operations.size()];
    operations.forEach(operation -> operation.operands().forEach(each -> uses[each]++));
    writes.forEach(write -> uses[write.operation()]++);
    return uses;
  }

  private void keep(int operation) {
    TypeKind kind = MethodCode.kind(operations.get(operation).type());
    locals[operation] = method.allocate(kind);
    code.storeLocal(kind, locals[operation]);
  }

  DataType type(int operation) {
    return operations.get(operation).type();
  }

  /// Pushes the value of an operation.
  void push(int operation) {
    if (locals[operation] > 0) {
      code.loadLocal(MethodCode.kind(type(operation)), locals[operation]);
    } else {
      compute(operations.get(operation));
    }
  }

  private void compute(Operation operation) {
    switch (operation) {
      case Operation.Load(int variable, _) -> method.load(variable);
      case Operation.Constant(Scalar value) -> constant(value);
      case Operation.Unary unary -> {
        push(unary.operand());
        OperationCode.unary(code, unary.operation(), unary.type());
      }
      case Operation.Binary binary -> {
        push(binary.left());
        push(binary.right());
        OperationCode.binary(code, binary.operation(), binary.type());
      }
      case Operation.Compare compare -> {
        Label no = code.newLabel();
        jumpUnless(compare, no);
        truth(no);
      }
      case Operation.Select select -> {
        Label no = code.newLabel();
        Label end = code.newLabel();
        jumpUnless(select.condition(), no);
        push(select.whenTrue());
        code.goto_(end).labelBinding(no);
        push(select.whenFalse());
        code.labelBinding(end);
      }
      case Operation.Convert(int operand, DataType from, DataType to) -> {
        push(operand);
        convert(from, to);
      }
      case Operation.Reinterpret(int operand, _, DataType type) -> {
        push(operand);
        OperationCode.reinterpret(code, type);
      }
      case Operation.FusedMultiplyAdd(int a, int b, int c, DataType type) -> {
        push(a);
        push(b);
        push(c);
        OperationCode.fusedMultiplyAdd(code, type);
      }
      case Operation.Lookup(Table table, int index) -> {
        code.loadConstant(tables.constant(table));
        push(index);
        if (table.indexType() == DataType.INT64) {
          code.l2i();
        }
        code.loadConstant(table.size() - 1).iand().arrayLoad(MethodCode.kind(table.type()));
      }
      case Operation.Position _ -> throw new IllegalArgumentException("a position in a routine");
    }
  }

  private void constant(Scalar value) {
    switch (value.type()) {
      case BOOL, INT32 -> code.loadConstant((int) value.bits());
      case INT64 -> code.loadConstant(value.bits());
      case FLOAT32 -> code.loadConstant(Float.intBitsToFloat((int) value.bits()));
      case FLOAT64 -> code.loadConstant(Double.longBitsToDouble(value.bits()));
    }
  }

  /// Pushes true, and false for those that come by the label.
  private void truth(Label no) {
    Label end = code.newLabel();
    code.iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
  }

  private void jumpUnless(int condition, Label target) {
    if (locals[condition] == 0 && operations.get(condition) instanceof Operation.Compare compare) {
      jumpUnless(compare, target);
    } else {
      push(condition);
      code.ifeq(target);
    }
  }

  /// A comparison with NaN holds only for NOT_EQUAL: whether NaN compares as less or as greater is
  /// chosen accordingly.
  private void jumpUnless(Operation.Compare compare, Label target) {
    push(compare.left());
    push(compare.right());
    Comparison comparison = compare.comparison();
    boolean isLess = comparison == Comparison.LESS || comparison == Comparison.LESS_EQUAL;
    switch (compare.operandType()) {
      case BOOL, INT32 -> {
        switch (comparison) {
          case LESS -> code.if_icmpge(target);
          case LESS_EQUAL -> code.if_icmpgt(target);
          case GREATER -> code.if_icmple(target);
          case GREATER_EQUAL -> code.if_icmplt(target);
          case EQUAL -> code.if_icmpne(target);
          case NOT_EQUAL -> code.if_icmpeq(target);
        }
        return;
      }
      case INT64 -> code.lcmp();
      case FLOAT32 -> {
        if (isLess) {
          code.fcmpg();
        } else {
          code.fcmpl();
        }
      }
      case FLOAT64 -> {
        if (isLess) {
          code.dcmpg();
        } else {
          code.dcmpl();
        }
      }
    }
    switch (comparison) {
      case LESS -> code.ifge(target);
      case LESS_EQUAL -> code.ifgt(target);
      case GREATER -> code.ifle(target);
      case GREATER_EQUAL -> code.iflt(target);
      case EQUAL -> code.ifne(target);
      case NOT_EQUAL -> code.ifeq(target);
    }
  }

  private void convert(DataType from, DataType to) {
    TypeKind kind = MethodCode.kind(from);
    if (to != DataType.BOOL) {
      code.conversion(kind, MethodCode.kind(to));
      return;
    }
    Label no = code.newLabel();
    switch (from) {
      case BOOL, INT32 -> {}
      case INT64 -> code.lconst_0().lcmp();
      case FLOAT32 -> code.fconst_0().fcmpl();
      case FLOAT64 -> code.dconst_0().dcmpl();
    }
    code.ifeq(no);
    truth(no);
  }
}
