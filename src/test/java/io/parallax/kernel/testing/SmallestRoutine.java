package io.parallax.kernel.testing;

import io.parallax.kernel.RoutineEngine;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes the routine of a case that fails smaller as long as it still does: leaves out statements,
/// and puts the body of a statement in its place. The first statements, which write all variables
/// and clear all arrays, stay.
final class SmallestRoutine {
  private static final int MOST_ATTEMPTS = 2_000;

  private final RoutineEngine engine;
  private final RoutineCut cut;
  private int attempts;

  private SmallestRoutine(RoutineEngine engine, RoutineCut cut) {
    this.engine = engine;
    this.cut = cut;
  }

  static RoutineCase of(RoutineCase failing, RoutineEngine engine, RoutineCut cut) {
    SmallestRoutine search = new SmallestRoutine(engine, cut);
    RoutineCase smallest = failing;
    for (Optional<RoutineCase> next = Optional.of(failing); next.isPresent(); ) {
      smallest = next.get();
      next = search.smaller(smallest);
    }
    return smallest;
  }

  private Optional<RoutineCase> smaller(RoutineCase failing) {
    Routine routine = failing.routine();
    int kept = 1 + routine.locals().size();
    List<Statement> first = routine.body().subList(0, kept);
    return smaller(routine.body().subList(kept, routine.body().size()))
        .takeWhile(_ -> attempts++ < MOST_ATTEMPTS)
        .flatMap(
            rest -> with(failing, Stream.concat(first.stream(), rest.stream()).toList()).stream())
        .filter(this::fails)
        .findFirst();
  }

  private boolean fails(RoutineCase smaller) {
    try {
      smaller.check(engine, cut);
      return false;
    } catch (AssertionError stillFails) {
      return true;
    }
  }

  /// The case with another body, unless that is not well-formed.
  private static Optional<RoutineCase> with(RoutineCase original, List<Statement> body) {
    Routine own = original.routine();
    try {
      return Optional.of(
          original.with(
              new Routine(
                  own.name(),
                  own.variables(),
                  own.parameters(),
                  own.arrays(),
                  own.locals(),
                  own.results(),
                  body,
                  own.origins())));
    } catch (IllegalArgumentException notWellFormed) {
      return Optional.empty();
    }
  }

  private static Stream<List<Statement>> smaller(List<Statement> list) {
    return IntStream.range(0, list.size())
        .boxed()
        .flatMap(
            at ->
                Stream.of(
                        Stream.of(List.<Statement>of()),
                        bodies(list.get(at)),
                        smaller(list.get(at)).map(List::of))
                    .flatMap(all -> all)
                    .map(
                        replacement -> {
                          List<Statement> changed = new ArrayList<>(list.subList(0, at));
                          changed.addAll(replacement);
                          changed.addAll(list.subList(at + 1, list.size()));
                          return changed;
                        }));
  }

  private static Stream<List<Statement>> bodies(Statement statement) {
    return switch (statement) {
      case Statement.Branch(_, var then, var otherwise) -> Stream.of(then, otherwise);
      case Statement.While loop -> Stream.of(loop.test());
      case Statement.Counted loop -> Stream.of(loop.body());
      case Statement.Scope(_, var body) -> Stream.of(body);
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

  private static Stream<Statement> smaller(Statement statement) {
    return switch (statement) {
      case Statement.Compute(var operations, var writes) ->
          IntStream.range(0, writes.size() > 1 ? writes.size() : 0)
              .mapToObj(
                  at -> {
                    List<Statement.Write> fewer = new ArrayList<>(writes);
                    fewer.remove(at);
                    return new Statement.Compute(operations, fewer);
                  });
      case Statement.Branch(int condition, var then, var otherwise) ->
          Stream.concat(
              smaller(then).map(fewer -> new Statement.Branch(condition, fewer, otherwise)),
              smaller(otherwise).map(fewer -> new Statement.Branch(condition, then, fewer)));
      case Statement.While(var test, int condition, var body, int origin) ->
          Stream.concat(
              smaller(test).map(fewer -> new Statement.While(fewer, condition, body, origin)),
              smaller(body).map(fewer -> new Statement.While(test, condition, fewer, origin)));
      case Statement.Counted(int trips, int position, var body, int origin) ->
          smaller(body).map(fewer -> new Statement.Counted(trips, position, fewer, origin));
      case Statement.Scope(int label, var body) ->
          smaller(body).map(fewer -> new Statement.Scope(label, fewer));
      case Statement.Fetch _,
          Statement.Put _,
          Statement.Clear _,
          Statement.Measure _,
          Statement.CountTrips _,
          Statement.Leave _,
          Statement.Raise _ ->
          Stream.of();
    };
  }
}
