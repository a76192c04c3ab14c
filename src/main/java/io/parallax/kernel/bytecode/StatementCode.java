package io.parallax.kernel.bytecode;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.parallax.program.Fault;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the statements of a routine into a method.
final class StatementCode {
  private static final ClassDesc ACCESS = MethodCode.desc(ElementAccess.class);

  private final MethodCode method;
  private final CodeBuilder code;
  private final TripCode trips;
  private final TableConstants tables;
  private final Outline outline;
  private final Map<Integer, Exit> scopes = new HashMap<>();

  /// The end of a scope.
  ///
  /// @param beforeExit what an item gives back that ends where the scope begins
  private record Exit(Label label, Runnable beforeExit) {}

  StatementCode(MethodCode method, TableConstants tables, Outline outline) {
    this.method = method;
    this.code = method.code;
    this.trips = new TripCode(method);
    this.tables = tables;
    this.outline = outline;
  }

  void write(List<Statement> statements) {
    for (Outline.Piece piece : outline.pieces(statements)) {
      switch (piece) {
        case Outline.Piece.Inline(Statement statement) -> write(statement);
        case Outline.Part part -> call(part);
      }
    }
  }

  private void call(Outline.Part part) {
    method.call(part);
    scopes.forEach(
        (label, exit) -> {
          if (leaves(part.statements(), label)) {
            Label other = code.newLabel();
            Label left = code.newLabel();
            method.ifLeft(label, left);
            code.goto_(other).labelBinding(left);
            leave(label);
            code.labelBinding(other);
          }
        });
    method.ifEnded();
  }

  private void write(Statement statement) {
    switch (statement) {
      case Statement.Compute compute -> new LineCode(method, tables, compute).write();
      case Statement.Fetch fetch -> write(fetch);
      case Statement.Put put -> write(put);
      case Statement.Clear(int array) -> clear(array);
      case Statement.Measure(int variable, int array, int dimension) -> {
        method.loadExtent(array, dimension);
        method.store(variable);
      }
      case Statement.CountTrips count -> write(count);
      case Statement.Branch(int condition, var then, var otherwise) -> {
        Label no = code.newLabel();
        Label end = code.newLabel();
        method.load(condition);
        code.ifeq(no);
        write(then);
        if (!otherwise.isEmpty()) {
          code.goto_(end);
        }
        code.labelBinding(no);
        write(otherwise);
        code.labelBinding(end);
      }
      case Statement.While(var test, int condition, var body, int origin) ->
          trips.repeat(
              origin,
              exit -> {
                write(test);
                method.load(condition);
                code.ifeq(exit);
              },
              () -> write(body));
      case Statement.Counted loop when repeats(loop.body()) -> countOneByOne(loop);
      case Statement.Counted(int count, int position, var body, int origin) ->
          trips.count(count, position, origin, () -> write(body));
      case Statement.Scope(int label, var body) -> {
        Label end = code.newLabel();
        Runnable before = method.beforeExit();
        scopes.put(label, new Exit(end, before));
        write(body);
        scopes.remove(label);
        code.labelBinding(end);
      }
      case Statement.Leave(int label) -> leave(label);
      case Statement.Raise(Fault fault, int origin) -> code.goto_(method.fault(fault, origin));
    }
  }

  /// Whether a loop is among the statements.
  static boolean repeats(List<Statement> statements) {
    return statements.stream().anyMatch(StatementCode::repeats);
  }

  private static boolean repeats(Statement statement) {
    return switch (statement) {
      case Statement.While _, Statement.Counted _ -> true;
      case Statement.Branch(_, var then, var otherwise) -> repeats(then) || repeats(otherwise);
      case Statement.Scope(_, var body) -> repeats(body);
      case Statement.Compute _,
          Statement.Fetch _,
          Statement.Put _,
          Statement.Clear _,
          Statement.Measure _,
          Statement.CountTrips _,
          Statement.Leave _,
          Statement.Raise _ ->
          false;
    };
  }

  /// Whether one of the statements leaves a scope.
  private static boolean leaves(List<Statement> statements, int label) {
    return statements.stream().anyMatch(statement -> leaves(statement, label));
  }

  private static boolean leaves(Statement statement, int label) {
    return switch (statement) {
      case Statement.Leave(int left) -> left == label;
      case Statement.Branch(_, var then, var otherwise) ->
          leaves(then, label) || leaves(otherwise, label);
      case Statement.While loop -> leaves(loop.test(), label) || leaves(loop.body(), label);
      case Statement.Counted loop -> leaves(loop.body(), label);
      case Statement.Scope(_, var body) -> leaves(body, label);
      case Statement.Compute _,
          Statement.Fetch _,
          Statement.Put _,
          Statement.Clear _,
          Statement.Measure _,
          Statement.CountTrips _,
          Statement.Raise _ ->
          false;
    };
  }

  private void leave(int label) {
    Exit exit = scopes.get(label);
    if (exit == null) {
      code.goto_(method.leave(label));
      return;
    }
    if (exit.beforeExit() != method.beforeExit()) {
      method.beforeExit().run();
    }
    code.goto_(exit.label());
  }

  private void countOneByOne(Statement.Counted loop) {
    int mark = method.mark();
    int end = method.allocate(TypeKind.LONG);
    method.load(loop.trips());
    code.lstore(end).lconst_0();
    method.store(loop.position());
    trips.repeat(
        loop.origin(),
        exit -> {
          method.load(loop.position());
          code.lload(end).lcmp().ifge(exit);
        },
        () -> {
          write(loop.body());
          method.load(loop.position());
          code.lconst_1().ladd();
          method.store(loop.position());
        });
    method.release(mark);
  }

  private void write(Statement.Fetch fetch) {
    int array = fetch.array();
    int mark = method.mark();
    int position = position(array, fetch.indices(), fetch.origin());
    method.loadArray(array);
    code.lload(position);
    if (method.routine.isLocal(array)) {
      code.l2i().arrayLoad(elementKind(array));
    } else {
      StorageType storage = method.routine.arrays().get(array).storage();
      TypeKind kind = MethodCode.kind(storage.computing());
      code.loadConstant((long) storage.byteWidth())
          .lmul()
          .ladd()
          .invokestatic(ACCESS, storage.label(), MethodTypeDesc.of(kind.upperBound(), CD_long));
    }
    method.store(fetch.variable());
    method.release(mark);
  }

  private void write(Statement.Put put) {
    int mark = method.mark();
    int position = position(put.array(), put.indices(), put.origin());
    method.loadArray(put.array());
    code.lload(position).l2i();
    method.load(put.value());
    code.arrayStore(elementKind(put.array()));
    method.release(mark);
  }

  private TypeKind elementKind(int array) {
    DataType type = method.routine.elementType(array);
    return type == DataType.BOOL ? TypeKind.BYTE : MethodCode.kind(type);
  }

  /// Computes the row-major position of an element.
  ///
  /// @return the local with the position, a long
  private int position(int array, List<Integer> indices, int origin) {
    int position = method.allocate(TypeKind.LONG);
    int index = method.allocate(TypeKind.LONG);
    for (int dimension = 0; dimension < indices.size(); dimension++) {
      Label counted = code.newLabel();
      method.load(indices.get(dimension));
      code.lstore(index).lload(index).lconst_0().lcmp().ifge(counted);
      code.lload(index);
      method.loadExtent(array, dimension);
      code.ladd().lstore(index).labelBinding(counted).lload(index);
      method.loadExtent(array, dimension);
      code.invokestatic(
              MethodCode.desc(Long.class),
              "compareUnsigned",
              MethodTypeDesc.of(CD_int, CD_long, CD_long))
          .ifge(method.fault(Fault.INDEX_OUT_OF_RANGE, origin));
      if (dimension > 0) {
        code.lload(position);
        method.loadExtent(array, dimension);
        code.lmul().lload(index).ladd();
      } else {
        code.lload(index);
      }
      code.lstore(position);
    }
    return position;
  }

  private void clear(int array) {
    method.loadArray(array);
    TypeKind kind = elementKind(array);
    method.zero(kind);
    code.invokestatic(
        MethodCode.desc(Arrays.class),
        "fill",
        MethodTypeDesc.of(CD_void, method.localArray(array), kind.upperBound()));
  }

  private void write(Statement.CountTrips count) {
    method.load(count.step());
    code.lconst_0().lcmp().ifeq(method.fault(Fault.ZERO_STEP, count.origin()));
    method.load(count.start());
    method.load(count.stop());
    method.load(count.step());
    code.invokestatic(
        MethodCode.desc(Statement.CountTrips.class),
        "trips",
        MethodTypeDesc.of(CD_long, CD_long, CD_long, CD_long));
    method.store(count.variable());
  }
}
