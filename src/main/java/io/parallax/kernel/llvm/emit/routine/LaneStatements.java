package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.AnyEmitter;
import io.parallax.kernel.llvm.emit.ArithmeticEmitter;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.OperationEmitter;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
  private final LaneVariables variables;
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
    this.variables = new LaneVariables(routine, vectors, ir, any);
    this.ordered = new OrderedElements(routine, vectors, ir, arguments, places);
    ir.variable(TRIPS, "i64");
    places.reserve(vectors.lanes());
  }

  /// A variable's values at the end of the body.
  String get(int variable) {
    return variables.get(variable);
  }

  /// Writes a variable of all lanes.
  void set(int variable, String value) {
    variables.set(variable, value);
  }

  /// Starts a group.
  ///
  /// @param lanes the mask of the lanes that run
  void start(String lanes) {
    variables.start(lanes);
    ir.store("i64", "0", TRIPS);
    trips.start();
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
    variables.startBody(parameters);
    write(routine.body());
    variables.endBody();
  }

  private void write(List<Statement> list) {
    list.forEach(this::write);
  }

  private void write(Statement statement) {
    switch (statement) {
      case Statement.Compute compute ->
          new LaneLine(compute, operations.of(compute.operations()), variables).write();
      case Statement.Fetch fetch -> fetch(fetch);
      case Statement.Put put -> put(put);
      case Statement.Clear(int array) -> {
        String mask = variables.mask();
        trips.repeat(
            routine.locals().get(array - routine.arrays().size()).elementCount(),
            position -> places.clear(array, position, mask));
      }
      case Statement.Measure(int variable, int array, int dimension) ->
          variables.write(variable, Progression.same(arguments.extent(array, dimension)));
      case Statement.CountTrips count -> countTrips(count);
      case Statement.Branch branch -> branch(branch);
      case Statement.While loop -> loop(loop);
      case Statement.Counted loop -> loop(loop);
      case Statement.Scope(int label, List<Statement> body) -> {
        String left = ir.variable(left(label), vectors.mask());
        ir.store(vectors.mask(), "zeroinitializer", left);
        write(body);
        variables.setMask(variables.either(variables.mask(), ir.load(vectors.mask(), left)));
      }
      case Statement.Leave(int label) -> {
        String left = ir.load(vectors.mask(), left(label));
        ir.store(vectors.mask(), variables.either(left, variables.mask()), left(label));
        variables.setMask("zeroinitializer");
      }
      case Statement.Raise _ -> {
        variables.rerunWhere(variables.mask());
        variables.setMask("zeroinitializer");
      }
    }
  }

  private String left(int label) {
    return "%left." + label + "." + bodies;
  }

  private void fetch(Statement.Fetch fetch) {
    Optional<List<Progression>> indices = ordered(fetch.array(), fetch.indices());
    Supplier<String> gathered =
        () ->
            places.gather(
                fetch.array(), position(fetch.array(), fetch.indices()), variables.mask());
    variables.write(
        fetch.variable(),
        indices.map(found -> ordered.read(fetch.array(), found, gathered)).orElseGet(gathered));
  }

  private void put(Statement.Put put) {
    Runnable scattered =
        () ->
            places.scatter(
                put.array(),
                position(put.array(), put.indices()),
                variables.get(put.value()),
                variables.mask());
    ordered(put.array(), put.indices())
        .ifPresentOrElse(
            found ->
                ordered.write(
                    put.array(), found, variables.get(put.value()), variables.mask(), scattered),
            scattered);
  }

  /// The indices, where elements can be read in order.
  private Optional<List<Progression>> ordered(int array, List<Integer> indices) {
    List<Progression> found =
        indices.stream().flatMap(index -> variables.progression(index).stream()).toList();
    return found.size() == indices.size() && ordered.isOrdered(array, found)
        ? Optional.of(found)
        : Optional.empty();
  }

  private void countTrips(Statement.CountTrips count) {
    List<String> bounds =
        Stream.of(count.start(), count.stop(), count.step())
            .flatMap(bound -> variables.progression(bound).stream())
            .filter(Progression::isSame)
            .map(Progression::first)
            .toList();
    if (bounds.size() == 3) {
      TripCount found =
          TripCount.write(ir, Vectors.SCALAR, bounds.get(0), bounds.get(1), bounds.get(2));
      variables.rerunWhereSame(found.isZeroStep());
      variables.write(count.variable(), Progression.same(found.trips()));
      return;
    }
    TripCount found =
        TripCount.write(
            ir,
            vectors,
            variables.get(count.start()),
            variables.get(count.stop()),
            variables.get(count.step()));
    variables.rerunWhere(found.isZeroStep());
    variables.write(count.variable(), found.trips());
  }

  /// The positions of elements; the lanes outside the mask have any position.
  private String position(int array, List<Integer> indices) {
    ElementPlaces.Place place = places.of(array, indices.stream().map(variables::get).toList());
    variables.rerunWhere(place.isOutside());
    return place.position();
  }

  private void branch(Statement.Branch branch) {
    String mask = variables.mask();
    String condition = variables.get(branch.condition());
    String then = variables.within(mask, condition);
    String otherwise = variables.without(mask, condition);
    variables.setMask(then);
    arm(branch.then(), then);
    if (branch.otherwise().isEmpty()) {
      variables.setMask(variables.either(variables.mask(), otherwise));
      return;
    }
    String after = ir.variable("%" + ir.freshLabel("after"), vectors.mask());
    ir.store(vectors.mask(), variables.mask(), after);
    variables.setMask(otherwise);
    arm(branch.otherwise(), otherwise);
    variables.setMask(variables.either(variables.mask(), ir.load(vectors.mask(), after)));
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
          return stay(variables.get(loop.condition()), ended);
        },
        () -> {
          countLanes("1");
          write(loop.body());
          return true;
        });
    variables.setMask(ir.load(vectors.mask(), ended));
  }

  /// All lanes of the loop are at the same position.
  private void loop(Statement.Counted loop) {
    String position = ir.variable("%" + ir.freshLabel("position"), "i64");
    Optional<Progression> trips = variables.progression(loop.trips()).filter(Progression::isSame);
    if (trips.isPresent() && !TripCounter.leaves(loop.body())) {
      together(loop, position, trips.get().first());
      return;
    }
    String ended = ir.variable("%" + ir.freshLabel("ended"), vectors.mask());
    ir.store(vectors.mask(), "zeroinitializer", ended);
    ir.store("i64", "0", position);
    String count = variables.get(loop.trips());
    String wide = vectors.of("i64");
    this.trips.whileHolds(
        loop.origin(),
        () -> {
          String at = ir.load("i64", position);
          variables.write(loop.position(), Progression.same(at));
          String all = arithmetic.broadcast("i64", at);
          return stay(ir.let("icmp sgt " + wide + " " + count + ", " + all), ended);
        },
        () -> {
          countLanes("1");
          write(loop.body());
          ir.store("i64", ir.let("add i64 " + ir.load("i64", position) + ", 1"), position);
          return true;
        });
    variables.setMask(ir.load(vectors.mask(), ended));
  }

  /// A loop of which all lanes make the same trips: the mask stays what it is.
  private void together(Statement.Counted loop, String position, String trips) {
    String lanes = any.any(variables.mask());
    String some = ir.let("icmp sgt i64 " + trips + ", 0");
    String count =
        ir.let(
            "select i1 " + ir.let("and i1 " + lanes + ", " + some) + ", i64 " + trips + ", i64 0");
    countLanes(count);
    BooleanSupplier body =
        () -> {
          variables.write(loop.position(), Progression.same(ir.load("i64", position)));
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
    String mask = variables.mask();
    String holds = variables.within(mask, condition);
    String others = variables.without(mask, condition);
    ir.store(vectors.mask(), variables.either(ir.load(vectors.mask(), ended), others), ended);
    variables.setMask(holds);
    return any.any(holds);
  }

  /// Adds trips that all lanes of the mask make.
  private void countLanes(String made) {
    String bits = "i" + vectors.lanes();
    String count =
        ir.call(
            bits,
            "llvm.ctpop." + bits,
            new IrText.Argument(bits, arithmetic.bits(variables.mask())));
    String wide = ir.let("zext " + bits + " " + count + " to i64");
    String more = made.equals("1") ? wide : ir.let("mul i64 " + wide + ", " + made);
    ir.store("i64", ir.let("add i64 " + ir.load("i64", TRIPS) + ", " + more), TRIPS);
  }
}
