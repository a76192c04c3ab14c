package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.AnyEmitter;
import io.parallax.kernel.llvm.emit.ArithmeticEmitter;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.OperationEmitter;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes a routine's statements for several items side by side, after the model of the compiler
/// ISPC (M. Pharr and W. Mark, "ispc: A SPMD Compiler for High-Performance CPU Programming", 2012):
/// a mask says which lanes take part in a statement, and no lane has a program counter of its own.
///
/// A write selects by the mask. A lane that leaves a scope is taken out of the mask, and into a
/// mask of the scope, until the scope ends; a loop ends when no lane is in it. A branch is written
/// around an arm only where the arm loops, leaves, reads arrays or is long; else all lanes compute
/// both arms.
///
/// Lanes outside the mask compute whatever their variables hold. So every operation is defined for
/// all values, and what they compute is dropped by a select, never by an `and`.
final class LaneStatements {
  /// The label of what follows when a lane faults, or may make no more trips.
  static final String RERUN = "rerun";

  /// The label of what follows when the stop word is set.
  static final String STOPPED = "stopped";

  private static final String MASK = "%lane_mask";
  private static final String TRIPS = "%lane_trips";

  /// The work of an arm from which on a branch around it pays.
  private static final int LONG_ARM = 24;

  private final Routine routine;
  private final Vectors vectors;
  private final IrText ir;
  private final RoutineArguments arguments;
  private final TripCounter trips;
  private final OperationEmitter operations;
  private final ArithmeticEmitter arithmetic;
  private final AnyEmitter any;
  private final ElementPlaces places;
  private final Set<Integer> passing;
  private final Progressions progressions;
  private final OrderedElements ordered;
  private int bodies;

  LaneStatements(
      Routine routine, Vectors vectors, IrText ir, Host.Traits traits, RoutineArguments arguments) {
    this.routine = routine;
    this.vectors = vectors;
    this.ir = ir;
    this.arguments = arguments;
    this.trips = new TripCounter(routine, ir, _ -> ir.jump(RERUN), STOPPED);
    this.operations = new OperationEmitter(List.of(), vectors, ir, traits);
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.any = new AnyEmitter(vectors, ir, traits.testsPairs());
    this.places = new ElementPlaces(routine, ir, arguments, vectors);
    this.passing = PassingVariables.of(routine);
    this.progressions = new Progressions(vectors, ir, passing);
    this.ordered = new OrderedElements(routine, vectors, ir, arguments, places);
    ir.variable(MASK, vectors.mask());
    ir.variable(TRIPS, "i64");
    for (int variable = 0; variable < routine.variables().size(); variable++) {
      ir.variable(place(variable), vectors.of(routine.variables().get(variable)));
    }
    places.reserve(vectors.lanes());
  }

  private static String place(int variable) {
    return "%variable." + variable;
  }

  String get(int variable) {
    return progressions
        .of(variable)
        .filter(_ -> !routine.parameters().contains(variable)) // which are in vectors as well
        .map(progressions::vector)
        .orElseGet(() -> load(variable));
  }

  private String load(int variable) {
    return ir.load(vectors.of(routine.variables().get(variable)), place(variable));
  }

  /// Writes a variable of all lanes.
  void set(int variable, String value) {
    ir.store(vectors.of(routine.variables().get(variable)), value, place(variable));
  }

  /// Writes a variable of the lanes of the mask.
  private void write(int variable, String value) {
    progressions.remove(variable);
    DataType type = routine.variables().get(variable);
    set(
        variable,
        passing.contains(variable)
            ? value
            : arithmetic.select(type, mask(), value, load(variable)));
  }

  private void write(int variable, Progression value) {
    if (passing.contains(variable)) {
      progressions.put(variable, value);
    } else {
      write(variable, progressions.vector(value));
    }
  }

  private String mask() {
    return ir.load(vectors.mask(), MASK);
  }

  private void setMask(String mask) {
    ir.store(vectors.mask(), mask, MASK);
  }

  /// The lanes of the mask where a condition holds.
  private String within(String mask, String condition) {
    return arithmetic.select(DataType.BOOL, mask, condition, "zeroinitializer");
  }

  private String without(String mask, String condition) {
    return arithmetic.select(DataType.BOOL, condition, "zeroinitializer", mask);
  }

  private String either(String first, String second) {
    return arithmetic.instruction("or", DataType.BOOL, first, second);
  }

  /// Starts a group.
  ///
  /// @param lanes the mask of the lanes that run
  void start(String lanes) {
    setMask(lanes);
    ir.store("i64", "0", TRIPS);
    trips.start();
    for (int variable = 0; variable < routine.variables().size(); variable++) {
      set(variable, "zeroinitializer");
    }
  }

  /// The trips of all lanes together since [#start].
  String laneTrips() {
    return ir.load("i64", TRIPS);
  }

  /// Writes the body once. May be called several times, for bodies of which one runs.
  ///
  /// @param parameters the progressions that parameters are known to be, by variable
  void writeBody(Map<Integer, Progression> parameters) {
    bodies++;
    progressions.start(parameters);
    write(routine.body());
    for (int result : routine.results()) {
      progressions.of(result).ifPresent(value -> set(result, progressions.vector(value)));
    }
    progressions.start(Map.of());
  }

  private void write(List<Statement> list) {
    list.forEach(this::write);
  }

  private void write(Statement statement) {
    switch (statement) {
      case Statement.Compute compute -> compute(compute);
      case Statement.Fetch fetch -> fetch(fetch);
      case Statement.Put put -> put(put);
      case Statement.Clear(int array) -> {
        String mask = mask();
        trips.repeat(
            routine.locals().get(array - routine.arrays().size()).elementCount(),
            position -> places.clear(array, position, mask));
      }
      case Statement.Measure(int variable, int array, int dimension) ->
          write(variable, Progression.same(arguments.extent(array, dimension)));
      case Statement.CountTrips count -> countTrips(count);
      case Statement.Branch branch -> branch(branch);
      case Statement.While loop -> loop(loop);
      case Statement.Counted loop -> loop(loop);
      case Statement.Scope(int label, List<Statement> body) -> {
        String left = ir.variable(left(label), vectors.mask());
        ir.store(vectors.mask(), "zeroinitializer", left);
        write(body);
        setMask(either(mask(), ir.load(vectors.mask(), left)));
      }
      case Statement.Leave(int label) -> {
        String left = ir.load(vectors.mask(), left(label));
        ir.store(vectors.mask(), either(left, mask()), left(label));
        setMask("zeroinitializer");
      }
      case Statement.Raise _ -> {
        rerunWhere(mask());
        setMask("zeroinitializer");
      }
    }
  }

  private String left(int label) {
    return "%left." + label + "." + bodies;
  }

  private void fetch(Statement.Fetch fetch) {
    Optional<List<Progression>> indices = ordered(fetch.array(), fetch.indices());
    Supplier<String> gathered =
        () -> places.gather(fetch.array(), position(fetch.array(), fetch.indices()), mask());
    write(
        fetch.variable(),
        indices.map(found -> ordered.read(fetch.array(), found, gathered)).orElseGet(gathered));
  }

  private void put(Statement.Put put) {
    Runnable scattered =
        () ->
            places.scatter(
                put.array(), position(put.array(), put.indices()), get(put.value()), mask());
    ordered(put.array(), put.indices())
        .ifPresentOrElse(
            found -> ordered.write(put.array(), found, get(put.value()), mask(), scattered),
            scattered);
  }

  /// The indices, where elements can be read in order.
  private Optional<List<Progression>> ordered(int array, List<Integer> indices) {
    List<Progression> found =
        indices.stream().flatMap(index -> progressions.of(index).stream()).toList();
    return found.size() == indices.size() && ordered.isOrdered(array, found)
        ? Optional.of(found)
        : Optional.empty();
  }

  private void countTrips(Statement.CountTrips count) {
    List<String> bounds =
        Stream.of(count.start(), count.stop(), count.step())
            .flatMap(bound -> progressions.of(bound).stream())
            .filter(Progression::isSame)
            .map(Progression::first)
            .toList();
    if (bounds.size() == 3) {
      TripCount found =
          TripCount.write(ir, Vectors.SCALAR, bounds.get(0), bounds.get(1), bounds.get(2));
      rerunWhereSame(found.isZeroStep());
      write(count.variable(), Progression.same(found.trips()));
      return;
    }
    TripCount found =
        TripCount.write(ir, vectors, get(count.start()), get(count.stop()), get(count.step()));
    rerunWhere(found.isZeroStep());
    write(count.variable(), found.trips());
  }

  private void compute(Statement.Compute compute) {
    List<Operation> line = compute.operations();
    OperationEmitter emitter = operations.of(line);
    List<@Nullable Progression> found = new ArrayList<>();
    for (Operation operation : line) {
      Optional<Progression> progression =
          progressions.compute(operation, found, this::rerunWhereSame);
      int at = found.size();
      found.add(progression.orElse(null));
      if (progression.isEmpty()) {
        operation.operands().forEach(operand -> requireVector(operand, line, found, emitter));
        requireVector(at, line, found, emitter);
      }
    }
    emitter.faultMasks().stream().reduce(this::either).ifPresent(this::rerunWhere);
    for (Statement.Write write : compute.writes()) {
      if (found.get(write.operation()) == null || !passing.contains(write.variable())) {
        requireVector(write.operation(), line, found, emitter);
      }
    }
    for (Statement.Write write : compute.writes()) {
      Progression value = found.get(write.operation());
      if (value != null && passing.contains(write.variable())) {
        progressions.put(write.variable(), value);
      } else {
        write(write.variable(), emitter.value(write.operation()));
      }
    }
  }

  /// Writes the vector of an operation's values, unless it is there.
  private void requireVector(
      int at, List<Operation> line, List<@Nullable Progression> found, OperationEmitter emitter) {
    if (!emitter.value(at).isEmpty()) {
      return;
    }
    Progression progression = found.get(at);
    if (line.get(at) instanceof Operation.Load load) {
      emitter.define(at, get(load.operand()));
    } else if (progression != null && !(line.get(at) instanceof Operation.Constant)) {
      emitter.define(at, progressions.vector(progression));
    } else {
      emitter.emit(at, "");
    }
  }

  /// Leaves the group where something holds that is the same for all lanes, unless no lane takes
  /// part.
  private void rerunWhereSame(String condition) {
    String go = ir.freshLabel("right");
    ir.branchRarely(condition, go + ".wrong", go);
    ir.label(go + ".wrong");
    ir.branch(any.any(mask()), RERUN, go);
    ir.label(go);
  }

  /// Leaves the group where a lane of the mask meets a condition.
  private void rerunWhere(String condition) {
    String go = ir.freshLabel("right");
    ir.branchRarely(any.any(within(mask(), condition)), RERUN, go);
    ir.label(go);
  }

  /// The positions of elements; the lanes outside the mask have any position.
  private String position(int array, List<Integer> indices) {
    ElementPlaces.Place place = places.of(array, indices.stream().map(this::get).toList());
    rerunWhere(place.isOutside());
    return place.position();
  }

  private void branch(Statement.Branch branch) {
    String mask = mask();
    String condition = get(branch.condition());
    String then = within(mask, condition);
    String otherwise = without(mask, condition);
    setMask(then);
    arm(branch.then(), then);
    if (branch.otherwise().isEmpty()) {
      setMask(either(mask(), otherwise));
      return;
    }
    String after = ir.variable("%" + ir.freshLabel("after"), vectors.mask());
    ir.store(vectors.mask(), mask(), after);
    setMask(otherwise);
    arm(branch.otherwise(), otherwise);
    setMask(either(mask(), ir.load(vectors.mask(), after)));
  }

  private void arm(List<Statement> statements, String mask) {
    if (!needsBranch(statements)) {
      write(statements);
      return;
    }
    String label = ir.freshLabel("arm");
    ir.branch(any.any(mask), label, label + ".end");
    ir.label(label);
    write(statements);
    ir.jump(label + ".end");
    ir.label(label + ".end");
  }

  private static boolean needsBranch(List<Statement> statements) {
    return RoutineForm.operations(statements) >= LONG_ARM
        || statements.stream().anyMatch(LaneStatements::needsBranch);
  }

  private static boolean needsBranch(Statement statement) {
    return switch (statement) {
      case Statement.Fetch _,
          Statement.Put _,
          Statement.Clear _,
          Statement.CountTrips _,
          Statement.While _,
          Statement.Counted _,
          Statement.Leave _,
          Statement.Raise _ ->
          true;
      case Statement.Compute _, Statement.Measure _ -> false;
      case Statement.Branch(int _, List<Statement> then, List<Statement> otherwise) ->
          needsBranch(then) || needsBranch(otherwise);
      case Statement.Scope scope -> needsBranch(scope.body());
    };
  }

  /// The lanes that have found the condition false wait in a mask of the loop.
  private void loop(Statement.While loop) {
    String ended = ir.variable("%" + ir.freshLabel("ended"), vectors.mask());
    ir.store(vectors.mask(), "zeroinitializer", ended);
    trips.whileHolds(
        loop.origin(),
        () -> {
          write(loop.test());
          return stay(get(loop.condition()), ended);
        },
        () -> {
          countLanes("1");
          write(loop.body());
          return true;
        });
    setMask(ir.load(vectors.mask(), ended));
  }

  /// All lanes of the loop are at the same position.
  private void loop(Statement.Counted loop) {
    String position = ir.variable("%" + ir.freshLabel("position"), "i64");
    Optional<Progression> trips = progressions.of(loop.trips()).filter(Progression::isSame);
    if (trips.isPresent() && !TripCounter.leaves(loop.body())) {
      together(loop, position, trips.get().first());
      return;
    }
    String ended = ir.variable("%" + ir.freshLabel("ended"), vectors.mask());
    ir.store(vectors.mask(), "zeroinitializer", ended);
    ir.store("i64", "0", position);
    String count = get(loop.trips());
    String wide = vectors.of("i64");
    this.trips.whileHolds(
        loop.origin(),
        () -> {
          String at = ir.load("i64", position);
          write(loop.position(), Progression.same(at));
          String all = arithmetic.broadcast("i64", at);
          return stay(ir.let("icmp sgt " + wide + " " + count + ", " + all), ended);
        },
        () -> {
          countLanes("1");
          write(loop.body());
          ir.store("i64", ir.let("add i64 " + ir.load("i64", position) + ", 1"), position);
          return true;
        });
    setMask(ir.load(vectors.mask(), ended));
  }

  /// A loop of which all lanes make the same trips: the mask stays what it is.
  private void together(Statement.Counted loop, String position, String trips) {
    String lanes = any.any(mask());
    String some = ir.let("icmp sgt i64 " + trips + ", 0");
    String count =
        ir.let(
            "select i1 " + ir.let("and i1 " + lanes + ", " + some) + ", i64 " + trips + ", i64 0");
    countLanes(count);
    BooleanSupplier body =
        () -> {
          write(loop.position(), Progression.same(ir.load("i64", position)));
          write(loop.body());
          return true;
        };
    if (TripCounter.loops(loop.body())) {
      this.trips.counted(loop.origin(), count, position, body);
    } else {
      this.trips.strips(loop.origin(), count, position, body);
    }
  }

  /// Takes the lanes whose condition does not hold out of the mask.
  ///
  /// @return whether any lane is left
  private String stay(String condition, String ended) {
    String mask = mask();
    String holds = within(mask, condition);
    String others = without(mask, condition);
    ir.store(vectors.mask(), either(ir.load(vectors.mask(), ended), others), ended);
    setMask(holds);
    return any.any(holds);
  }

  /// Adds trips that all lanes of the mask make.
  private void countLanes(String made) {
    String bits = "i" + vectors.lanes();
    String count =
        ir.call(bits, "llvm.ctpop." + bits, new IrText.Argument(bits, arithmetic.bits(mask())));
    String wide = ir.let("zext " + bits + " " + count + " to i64");
    String more = made.equals("1") ? wide : ir.let("mul i64 " + wide + ", " + made);
    ir.store("i64", ir.let("add i64 " + ir.load("i64", TRIPS) + ", " + more), TRIPS);
  }
}
