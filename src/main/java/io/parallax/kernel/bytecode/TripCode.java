package io.parallax.kernel.bytecode;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/// Writes loops. There is no other way back in the code of an item, and each takes a trip from
/// those granted, so that no loop is without end: [ItemBlock#more] is called after the last of
/// them.
final class TripCode {
  private final MethodCode method;
  private final CodeBuilder code;

  TripCode(MethodCode method) {
    this.method = method;
    this.code = method.code;
  }

  /// Writes a loop that goes on until the code of `test` jumps to the label that it gets.
  ///
  /// @param origin of the loop
  void repeat(int origin, Consumer<Label> test, Runnable body) {
    Label next = code.newLabel();
    Label exit = code.newLabel();
    code.labelBinding(next);
    test.accept(exit);
    requireTrips(origin);
    code.iinc(method.left(), -1);
    body.run();
    code.goto_(next).labelBinding(exit);
  }

  /// Writes a loop over the positions below a number of trips, for bodies without loops. It takes
  /// many trips at a time, so that the inner loop counts an int and nothing else.
  ///
  /// @param trips the variable with the number
  void count(int trips, int position, int origin, Runnable body) {
    int mark = method.mark();
    int end = method.allocate(TypeKind.LONG);
    int start = method.allocate(TypeKind.LONG);
    int taken = method.allocate(TypeKind.INT);
    int at = method.allocate(TypeKind.INT);
    Label next = code.newLabel();
    Label exit = code.newLabel();
    method.load(trips);
    code.lstore(end).lconst_0().lstore(start).labelBinding(next);
    code.lload(start).lload(end).lcmp().ifge(exit);
    requireTrips(origin);
    code.iload(method.left())
        .i2l()
        .lload(end)
        .lload(start)
        .lsub()
        .invokestatic(
            MethodCode.desc(Math.class), "min", MethodTypeDesc.of(CD_long, CD_long, CD_long))
        .l2i()
        .istore(taken);
    code.iload(method.left()).iload(taken).isub().istore(method.left());
    code.iconst_0().istore(at);
    Label innerNext = code.newLabel();
    Label innerExit = code.newLabel();
    code.labelBinding(innerNext).iload(at).iload(taken).if_icmpge(innerExit);
    code.lload(start).iload(at).i2l().ladd();
    method.store(position);
    Runnable before = method.beforeExit(() -> giveBack(taken, at));
    body.run();
    method.beforeExit(before);
    code.iinc(at, 1).goto_(innerNext).labelBinding(innerExit);
    code.lload(start).iload(taken).i2l().ladd().lstore(start).goto_(next).labelBinding(exit);
    method.release(mark);
  }

  /// Gives back the trips that a loop of [#count] took and does not make.
  private void giveBack(int taken, int at) {
    code.iload(method.left())
        .iload(taken)
        .iadd()
        .iload(at)
        .isub()
        .iconst_1()
        .isub()
        .istore(method.left());
  }

  /// Makes sure that at least one trip is left.
  private void requireTrips(int origin) {
    Label granted = code.newLabel();
    code.iload(method.left()).ifgt(granted);
    code.aload(MethodCode.BLOCK_LOCAL)
        .invokevirtual(MethodCode.BLOCK, "more", MethodTypeDesc.of(CD_int))
        .istore(method.left())
        .iload(method.left())
        .ifle(method.limit(origin))
        .labelBinding(granted);
  }
}
