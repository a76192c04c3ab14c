package io.parallax.kernel.llvm.emit;

import io.parallax.program.Fault;
import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.StorageType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/// A [RoutineForm] as bytes, for another process of the same service.
final class RoutineBytes {
  private static final int COMPUTE = 0;
  private static final int FETCH = 1;
  private static final int PUT = 2;
  private static final int CLEAR = 3;
  private static final int MEASURE = 4;
  private static final int COUNT_TRIPS = 5;
  private static final int BRANCH = 6;
  private static final int WHILE = 7;
  private static final int COUNTED = 8;
  private static final int SCOPE = 9;
  private static final int LEAVE = 10;
  private static final int RAISE = 11;

  /// The deepest nesting of statements that is read, so that no bytes overflow the stack.
  private static final int DEEPEST = 1_000;

  private RoutineBytes() {}

  static byte[] write(RoutineForm form) {
    Routine routine = form.routine();
    FormWriter out = new FormWriter(form.operationCount());
    out.kind(Form.ROUTINE).constant(form.mode());
    out.list(routine.variables(), out::constant);
    out.numbers(routine.parameters());
    out.list(routine.arrays(), array -> out.constant(array.storage()).number(array.rank()));
    out.list(
        routine.locals(), local -> out.constant(local.type()).list(local.extents(), out::bits));
    out.numbers(routine.results());
    write(out, routine.body());
    out.number(routine.origins());
    return out.toBytes();
  }

  /// @throws IllegalArgumentException when the bytes are no form of a routine
  static RoutineForm read(byte[] bytes) {
    try {
      FormReader in = new FormReader(ByteBuffer.wrap(bytes));
      in.require(Form.ROUTINE);
      RoutineForm.Mode mode = in.constant(RoutineForm.Mode.class);
      Routine routine =
          new Routine(
              "",
              in.list(in::type),
              in.numbers(),
              in.list(() -> new Routine.Array(in.constant(StorageType.class), in.number())),
              in.list(() -> new Routine.Local(in.type(), in.list(in::bits))),
              in.numbers(),
              statements(in, 0),
              in.number());
      in.requireEnd();
      return new RoutineForm(routine, mode);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException broken) {
      throw new IllegalArgumentException("the form is not well-formed", broken);
    }
  }

  private static void write(FormWriter out, List<Statement> statements) {
    out.list(statements, statement -> write(out, statement));
  }

  private static void write(FormWriter out, Statement statement) {
    switch (statement) {
      case Statement.Compute(List<Operation> operations, List<Statement.Write> writes) -> {
        out.kind(COMPUTE).list(operations, operation -> write(out, operation));
        out.list(writes, write -> out.number(write.variable()).number(write.operation()));
      }
      case Statement.Fetch(int variable, int array, List<Integer> indices, int origin) ->
          out.kind(FETCH).number(variable).number(array).numbers(indices).number(origin);
      case Statement.Put(int array, List<Integer> indices, int value, int origin) ->
          out.kind(PUT).number(array).numbers(indices).number(value).number(origin);
      case Statement.Clear(int array) -> out.kind(CLEAR).number(array);
      case Statement.Measure(int variable, int array, int dimension) ->
          out.kind(MEASURE).number(variable).number(array).number(dimension);
      case Statement.CountTrips(int variable, int start, int stop, int step, int origin) ->
          out.kind(COUNT_TRIPS)
              .number(variable)
              .number(start)
              .number(stop)
              .number(step)
              .number(origin);
      case Statement.Branch(int condition, List<Statement> then, List<Statement> otherwise) -> {
        out.kind(BRANCH).number(condition);
        write(out, then);
        write(out, otherwise);
      }
      case Statement.While(
              List<Statement> test,
              int condition,
              List<Statement> body,
              int origin) -> {
        out.kind(WHILE).number(condition).number(origin);
        write(out, test);
        write(out, body);
      }
      case Statement.Counted(int trips, int position, List<Statement> body, int origin) -> {
        out.kind(COUNTED).number(trips).number(position).number(origin);
        write(out, body);
      }
      case Statement.Scope(int label, List<Statement> body) -> {
        out.kind(SCOPE).number(label);
        write(out, body);
      }
      case Statement.Leave(int label) -> out.kind(LEAVE).number(label);
      case Statement.Raise(Fault fault, int origin) ->
          out.kind(RAISE).constant(fault).number(origin);
    }
  }

  /// An operation with its origin, which the form of a loop does not have.
  private static void write(FormWriter out, Operation operation) {
    FormBytes.write(out, operation);
    if (operation instanceof Operation.Binary binary) {
      out.number(binary.origin());
    }
  }

  private static Operation operation(FormReader in) {
    Operation operation = FormBytes.operation(in);
    return operation instanceof Operation.Binary binary
        ? new Operation.Binary(
            binary.operation(), binary.left(), binary.right(), binary.type(), in.number())
        : operation;
  }

  private static List<Statement> statements(FormReader in, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("statements nested too deep");
    }
    return in.list(() -> statement(in, depth));
  }

  private static Statement statement(FormReader in, int depth) {
    int kind = in.kind();
    return switch (kind) {
      case COMPUTE ->
          new Statement.Compute(
              in.list(() -> operation(in)),
              in.list(() -> new Statement.Write(in.number(), in.number())));
      case FETCH -> new Statement.Fetch(in.number(), in.number(), in.numbers(), in.number());
      case PUT -> new Statement.Put(in.number(), in.numbers(), in.number(), in.number());
      case CLEAR -> new Statement.Clear(in.number());
      case MEASURE -> new Statement.Measure(in.number(), in.number(), in.number());
      case COUNT_TRIPS ->
          new Statement.CountTrips(in.number(), in.number(), in.number(), in.number(), in.number());
      case BRANCH ->
          new Statement.Branch(in.number(), statements(in, depth + 1), statements(in, depth + 1));
      case WHILE -> {
        int condition = in.number();
        int origin = in.number();
        List<Statement> test = statements(in, depth + 1);
        yield new Statement.While(test, condition, statements(in, depth + 1), origin);
      }
      case COUNTED -> {
        int trips = in.number();
        int position = in.number();
        int origin = in.number();
        yield new Statement.Counted(trips, position, statements(in, depth + 1), origin);
      }
      case SCOPE -> new Statement.Scope(in.number(), statements(in, depth + 1));
      case LEAVE -> new Statement.Leave(in.number());
      case RAISE -> new Statement.Raise(in.constant(Fault.class), in.number());
      default -> throw new IllegalArgumentException("no statement is of kind " + kind);
    };
  }
}
