package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.OperationEmitter;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Fault;
import io.parallax.program.ItemFault;
import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import java.util.List;

/// Writes a routine's statements for one item, with a branch for each decision. A variable is
/// memory of the function, which LLVM turns into a register.
final class ScalarStatements {
  /// The label of what follows when an item faults; its code is in [#CODE].
  static final String FAULTED = "faulted";

  static final String CODE = "%code";

  /// The label of what follows when the stop word is set.
  static final String STOPPED = "stopped";

  private final Routine routine;
  private final IrText ir;
  private final RoutineArguments arguments;
  private final TripCounter trips;
  private final OperationEmitter operations;
  private final ElementPlaces places;

  ScalarStatements(Routine routine, IrText ir, Host.Traits traits, RoutineArguments arguments) {
    this.routine = routine;
    this.ir = ir;
    this.arguments = arguments;
    this.trips =
        new TripCounter(routine, ir, origin -> fault(Fault.ITERATION_LIMIT, origin), STOPPED);
    this.operations = new OperationEmitter(List.of(), Vectors.SCALAR, ir, traits);
    this.places = new ElementPlaces(routine, ir, arguments, Vectors.SCALAR);
    ir.variable(CODE, "i64");
    for (int variable = 0; variable < routine.variables().size(); variable++) {
      ir.variable(place(variable), Vectors.element(routine.variables().get(variable)));
    }
    places.reserve(1);
  }

  private static String place(int variable) {
    return "%variable." + variable;
  }

  String get(int variable) {
    return ir.load(Vectors.element(routine.variables().get(variable)), place(variable));
  }

  void set(int variable, String value) {
    ir.store(Vectors.element(routine.variables().get(variable)), value, place(variable));
  }

  /// Starts an item.
  void start() {
    trips.start();
  }

  /// The trips of the item so far.
  String trips() {
    return trips.trips();
  }

  /// Writes a list of statements.
  ///
  /// @return whether control reaches the end of the list
  boolean write(List<Statement> list) {
    boolean reachesEnd = true;
    for (Statement statement : list) {
      reachesEnd = write(statement);
    }
    return reachesEnd;
  }

  private boolean write(Statement statement) {
    return switch (statement) {
      case Statement.Compute compute -> compute(compute);
      case Statement.Fetch fetch -> fetch(fetch);
      case Statement.Put put -> put(put);
      case Statement.Clear(int array) -> clear(array);
      case Statement.Measure(int variable, int array, int dimension) -> {
        set(variable, ir.let("add i64 " + arguments.extent(array, dimension) + ", 0"));
        yield true;
      }
      case Statement.CountTrips count -> countTrips(count);
      case Statement.Branch branch -> branch(branch);
      case Statement.While loop -> loop(loop);
      case Statement.Counted loop -> loop(loop);
      case Statement.Scope scope -> scope(scope);
      case Statement.Leave(int label) -> {
        trips.leave(label);
        ir.jump(scopeEnd(label));
        yield false;
      }
      case Statement.Raise(Fault fault, int origin) -> {
        fault(fault, origin);
        yield false;
      }
    };
  }

  private boolean compute(Statement.Compute compute) {
    OperationEmitter emitter = operations.of(compute.operations());
    for (int at = 0; at < compute.operations().size(); at++) {
      Operation operation = compute.operations().get(at);
      if (operation instanceof Operation.Load load) {
        emitter.define(at, get(load.operand()));
        continue;
      }
      int faults = emitter.faultMasks().size();
      emitter.emit(at, "");
      if (emitter.faultMasks().size() > faults) {
        checkFault((Operation.Binary) operation, emitter);
      }
    }
    for (Statement.Write write : compute.writes()) {
      set(write.variable(), emitter.value(write.operation()));
    }
    return true;
  }

  /// Leaves the item where the operation that was written last faults.
  private void checkFault(Operation.Binary binary, OperationEmitter emitter) {
    String label = ir.freshLabel("operation");
    ir.branchRarely(emitter.faultMasks().getLast(), label + ".fault", label + ".right");
    ir.label(label + ".fault");
    switch (binary.operation()) {
      case INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT -> {
        String type = Vectors.element(binary.type());
        String right = emitter.value(binary.right());
        ir.branch(
            ir.let("icmp slt " + type + " " + right + ", 0"), label + ".sign", label + ".size");
        ir.label(label + ".sign");
        fault(Fault.of(binary.operation(), -1), binary.origin());
        ir.label(label + ".size");
        fault(Fault.of(binary.operation(), 1), binary.origin());
      }
      case ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          REMAINDER,
          FLOOR_DIVIDE,
          FLOOR_MODULO,
          INTEGER_POWER,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT,
          MINIMUM,
          MAXIMUM,
          ADD_EXACT,
          SUBTRACT_EXACT,
          MULTIPLY_EXACT,
          MULTIPLY_EXCESS ->
          fault(Fault.of(binary.operation(), 0), binary.origin());
    }
    ir.label(label + ".right");
  }

  private void fault(Fault fault, int origin) {
    trips.leave();
    ir.store("i64", Long.toString(ItemFault.code(fault, origin)), CODE);
    ir.jump(FAULTED);
  }

  private boolean fetch(Statement.Fetch fetch) {
    String position = position(fetch.array(), fetch.indices(), fetch.origin());
    set(fetch.variable(), places.load(fetch.array(), position));
    return true;
  }

  private boolean put(Statement.Put put) {
    String position = position(put.array(), put.indices(), put.origin());
    places.store(put.array(), position, get(put.value()));
    return true;
  }

  private String position(int array, List<Integer> indices, int origin) {
    ElementPlaces.Place place = places.of(array, indices.stream().map(this::get).toList());
    String label = ir.freshLabel("element");
    ir.branchRarely(place.isOutside(), label + ".outside", label + ".inside");
    ir.label(label + ".outside");
    fault(Fault.INDEX_OUT_OF_RANGE, origin);
    ir.label(label + ".inside");
    return place.position();
  }

  private boolean clear(int array) {
    DataType type = routine.elementType(array);
    String zero = type == DataType.BOOL ? "false" : "zeroinitializer";
    trips.repeat(
        routine.locals().get(array - routine.arrays().size()).elementCount(),
        position -> places.store(array, position, zero));
    return true;
  }

  private boolean countTrips(Statement.CountTrips count) {
    TripCount found =
        TripCount.write(
            ir, Vectors.SCALAR, get(count.start()), get(count.stop()), get(count.step()));
    String label = ir.freshLabel("range");
    ir.branchRarely(found.isZeroStep(), label + ".zero", label + ".steps");
    ir.label(label + ".zero");
    fault(Fault.ZERO_STEP, count.origin());
    ir.label(label + ".steps");
    set(count.variable(), found.trips());
    return true;
  }

  private boolean branch(Statement.Branch branch) {
    String label = ir.freshLabel("branch");
    ir.branch(get(branch.condition()), label + ".then", label + ".otherwise");
    ir.label(label + ".then");
    if (write(branch.then())) {
      ir.jump(label + ".end");
    }
    ir.label(label + ".otherwise");
    if (write(branch.otherwise())) {
      ir.jump(label + ".end");
    }
    ir.label(label + ".end"); // also where no branch leads here, so that there is a block
    return true;
  }

  private boolean loop(Statement.While loop) {
    trips.whileHolds(
        loop.origin(),
        () -> write(loop.test()) ? get(loop.condition()) : "",
        () -> write(loop.body()));
    return true;
  }

  private boolean loop(Statement.Counted loop) {
    String count = get(loop.trips());
    if (TripCounter.loops(loop.body())) {
      trips.counted(loop.origin(), count, place(loop.position()), () -> write(loop.body()));
    } else {
      trips.strips(loop.origin(), count, place(loop.position()), () -> write(loop.body()));
    }
    return true;
  }

  private boolean scope(Statement.Scope scope) {
    trips.enter(scope.label());
    if (write(scope.body())) {
      ir.jump(scopeEnd(scope.label()));
    }
    ir.label(scopeEnd(scope.label()));
    return true;
  }

  private static String scopeEnd(int label) {
    return "scope." + label + ".end";
  }
}
