package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Writes loops, and is the only class that writes branches backwards.
///
/// A register, the fuel, counts trips down. Where it is 0 the slow path looks at the stop word, and
/// takes fuel from the trips that the item may still make. So a trip costs a decrement and a
/// branch, and the number of trips is exact: what the item may make, less the fuel and the rest.
///
/// A loop whose trips are known and that has no loop within takes the fuel of many trips at once (a
/// strip), so that LLVM sees a loop that does nothing but its work. What a strip has not used when
/// it is left early goes back.
final class TripCounter {
  /// The operations between two looks at the stop word: some 0.3 to 1 ms.
  private static final int OPERATIONS_PER_LOOK = 1 << 20;

  private static final String FUEL = "%fuel";
  private static final String REST = "%rest";

  private final IrText ir;
  private final long refill;
  private final IntConsumer limitReached;
  private final String stopped;
  private final List<Strip> open = new ArrayList<>();

  /// A strip whose body is being written.
  private record Strip(String position, String end, List<Integer> labels) {}

  /// @param limitReached writes what follows where an item may make no more trips, given the loop's
  ///   origin; must leave the block
  /// @param stopped the label of what follows when the stop word is set
  TripCounter(Routine routine, IrText ir, IntConsumer limitReached, String stopped) {
    this.ir = ir;
    this.refill = Math.max(1, OPERATIONS_PER_LOOK / Math.max(1, largestBody(routine.body())));
    this.limitReached = limitReached;
    this.stopped = stopped;
    ir.variable(FUEL, "i64");
    ir.variable(REST, "i64");
  }

  private static int largestBody(List<Statement> statements) {
    return statements.stream()
        .flatMap(TripCounter::lists)
        .mapToInt(list -> Math.max(RoutineForm.operations(list), largestBody(list)))
        .max()
        .orElse(0);
  }

  /// Whether the statements contain a loop.
  static boolean loops(List<Statement> statements) {
    return statements.stream()
        .anyMatch(
            statement ->
                statement instanceof Statement.While
                    || statement instanceof Statement.Counted
                    || lists(statement).anyMatch(TripCounter::loops));
  }

  /// Whether the statements contain one that leaves a scope around them.
  static boolean leaves(List<Statement> statements) {
    return !left(statements).isEmpty();
  }

  /// The labels of the scopes around the statements that are left.
  private static Set<Integer> left(List<Statement> statements) {
    Set<Integer> labels = new HashSet<>();
    for (Statement statement : statements) {
      if (statement instanceof Statement.Leave(int label)) {
        labels.add(label);
      }
      lists(statement).map(TripCounter::left).forEach(labels::addAll);
      if (statement instanceof Statement.Scope scope) {
        labels.remove(scope.label());
      }
    }
    return labels;
  }

  /// The lists of statements within a statement.
  static Stream<List<Statement>> lists(Statement statement) {
    return switch (statement) {
      case Statement.Branch(int _, List<Statement> then, List<Statement> otherwise) ->
          Stream.of(then, otherwise);
      case Statement.While(List<Statement> test, int _, List<Statement> body, int _) ->
          Stream.of(test, body);
      case Statement.Counted counted -> Stream.of(counted.body());
      case Statement.Scope scope -> Stream.of(scope.body());
      case Statement.Compute _,
          Statement.Fetch _,
          Statement.Put _,
          Statement.Clear _,
          Statement.Measure _,
          Statement.CountTrips _,
          Statement.Leave _,
          Statement.Raise _ ->
          Stream.of();
    };
  }

  /// Starts to count the trips of an item, or of a group of items.
  void start() {
    ir.store("i64", "0", FUEL);
    ir.store("i64", RoutineArguments.MAXIMUM, REST);
  }

  /// The trips since [#start].
  String trips() {
    String left = ir.let("add i64 " + ir.load("i64", FUEL) + ", " + ir.load("i64", REST));
    return ir.let("sub i64 " + RoutineArguments.MAXIMUM + ", " + left);
  }

  /// Leaves the function if the stop word is set.
  void look() {
    String word = ir.let("load volatile i64, ptr " + RoutineArguments.STOP);
    String go = ir.freshLabel("go");
    ir.branchRarely(ir.let("icmp ne i64 " + word + ", 0"), stopped, go);
    ir.label(go);
  }

  /// A loop that runs while a condition holds.
  ///
  /// @param condition writes the test; gives an `i1`, or nothing where the test leaves
  /// @param body writes the body, and tells whether control reaches its end
  void whileHolds(int origin, Supplier<String> condition, BooleanSupplier body) {
    String head = ir.freshLabel("while");
    ir.jump(head);
    ir.label(head);
    String holds = condition.get();
    if (!holds.isEmpty()) {
      ir.branch(holds, head + ".trip", head + ".end");
    }
    ir.label(head + ".trip");
    String fuel = fuel(origin);
    ir.store("i64", ir.let("sub i64 " + fuel + ", 1"), FUEL);
    if (body.getAsBoolean()) {
      backTo(head);
    }
    ir.label(head + ".end");
  }

  /// A loop whose trips are known when it begins.
  ///
  /// @param count an int64; no trip below 1
  /// @param position the address of the number of the trip
  /// @param body writes the body, and tells whether control reaches its end
  void counted(int origin, String count, String position, BooleanSupplier body) {
    ir.store("i64", "0", position);
    whileHolds(
        origin,
        () -> ir.let("icmp slt i64 " + ir.load("i64", position) + ", " + count),
        () -> {
          boolean reachesEnd = body.getAsBoolean();
          if (reachesEnd) {
            ir.store("i64", ir.let("add i64 " + ir.load("i64", position) + ", 1"), position);
          }
          return reachesEnd;
        });
  }

  /// As [#counted], of a loop that has no loop within.
  ///
  /// @param count an int64; no trip below 1
  /// @param position the address of the number of the trip
  /// @param body writes the body, and tells whether control reaches its end
  void strips(int origin, String count, String position, BooleanSupplier body) {
    String head = ir.freshLabel("strips");
    String end = ir.variable("%" + head + ".end_variable", "i64");
    ir.store("i64", "0", position);
    ir.jump(head);
    ir.label(head);
    String begin = ir.load("i64", position);
    ir.branch(ir.let("icmp slt i64 " + begin + ", " + count), head + ".strip", head + ".end");
    ir.label(head + ".strip");
    String fuel = fuel(origin);
    String left = ir.let("sub i64 " + count + ", " + begin);
    String taken = least(left, fuel);
    ir.store("i64", ir.let("sub i64 " + fuel + ", " + taken), FUEL);
    String stripEnd = ir.let("add i64 " + begin + ", " + taken);
    ir.store("i64", stripEnd, end);
    ir.jump(head + ".trip");
    ir.label(head + ".trip");
    open.add(new Strip(position, end, new ArrayList<>()));
    boolean reachesEnd = body.getAsBoolean();
    open.removeLast();
    if (reachesEnd) {
      String next = ir.let("add i64 " + ir.load("i64", position) + ", 1");
      ir.store("i64", next, position);
      String ends = ir.let("icmp eq i64 " + next + ", " + stripEnd);
      ir.branch(ends, head + ".back", head + ".trip");
      ir.label(head + ".back");
      backTo(head);
    }
    ir.label(head + ".end");
  }

  /// A loop of the emitter's own.
  ///
  /// @param count at least 1
  /// @param body writes the body, given the number of the trip
  void repeat(long count, Consumer<String> body) {
    String head = ir.freshLabel("repeat");
    String variable = ir.variable("%" + head + ".variable", "i64");
    ir.store("i64", "0", variable);
    ir.jump(head);
    ir.label(head);
    String trip = ir.load("i64", variable);
    body.accept(trip);
    String next = ir.let("add i64 " + trip + ", 1");
    ir.store("i64", next, variable);
    ir.branch(ir.let("icmp ult i64 " + next + ", " + count), head, head + ".end");
    ir.label(head + ".end");
  }

  /// Notes that a scope is open within the strip that is being written.
  void enter(int label) {
    if (!open.isEmpty()) {
      open.getLast().labels().add(label);
    }
  }

  /// Gives back what the strip that is left has not used.
  void leave() {
    if (!open.isEmpty()) {
      Strip strip = open.getLast();
      String begun = ir.let("add i64 " + ir.load("i64", strip.position()) + ", 1");
      String unused = ir.let("sub i64 " + ir.load("i64", strip.end()) + ", " + begun);
      ir.store("i64", ir.let("add i64 " + ir.load("i64", FUEL) + ", " + unused), FUEL);
    }
  }

  /// As [#leave()], unless the scope is within the strip.
  void leave(int label) {
    if (!open.isEmpty() && !open.getLast().labels().contains(label)) {
      leave();
    }
  }

  /// Fuel for one more trip at least.
  private String fuel(int origin) {
    String look = ir.freshLabel("fuel");
    String found = ir.load("i64", FUEL);
    ir.branchRarely(ir.let("icmp eq i64 " + found + ", 0"), look + ".look", look + ".there");
    ir.label(look + ".look");
    look();
    String rest = ir.load("i64", REST);
    ir.branchRarely(ir.let("icmp eq i64 " + rest + ", 0"), look + ".limit", look + ".refill");
    ir.label(look + ".limit");
    limitReached.accept(origin);
    ir.label(look + ".refill");
    String taken = least(rest, Long.toString(refill));
    ir.store("i64", taken, FUEL);
    ir.store("i64", ir.let("sub i64 " + rest + ", " + taken), REST);
    ir.jump(look + ".there");
    ir.label(look + ".there");
    return ir.load("i64", FUEL);
  }

  /// The lesser of two numbers that are not negative.
  private String least(String first, String second) {
    return ir.call("i64", "llvm.umin.i64", new Argument("i64", first), new Argument("i64", second));
  }

  private void backTo(String head) {
    ir.jump(head);
  }
}
