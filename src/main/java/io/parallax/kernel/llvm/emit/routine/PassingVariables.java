package io.parallax.kernel.llvm.emit.routine;

import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the variables that are written for all lanes, without a look at the mask: those of which
/// no lane ever reads a value that was written while the lane took no part.
///
/// These are the variables that one list of statements writes, and that are read only later in a
/// run of that list, statements within it included. The mask only shrinks from the write to the end
/// of the list's run, but for lanes that leave a scope within; they took part when the scope began,
/// and so at the write. The test of a loop and its body are one list: the body follows the test.
final class PassingVariables {
  private final Set<Integer> found = new HashSet<>();
  private final Set<Integer> others = new HashSet<>();

  /// For each variable the list that writes it.
  private final Map<Integer, Object> writers = new HashMap<>();

  /// The lists that are open, innermost last, each with the variables that it has written.
  private final List<Open> open = new ArrayList<>();

  private record Open(Object list, Set<Integer> written) {}

  private PassingVariables() {}

  static Set<Integer> of(Routine routine) {
    PassingVariables variables = new PassingVariables();
    variables.others.addAll(routine.parameters());
    variables.list(routine.body(), routine.results());
    variables.found.removeAll(variables.others);
    return variables.found;
  }

  /// @param after variables that are read at the end of the list
  private void list(List<Statement> statements, List<Integer> after) {
    open.add(new Open(new Object(), new HashSet<>()));
    statements.forEach(this::statement);
    after.forEach(this::read);
    open.removeLast();
  }

  private void read(int variable) {
    if (open.stream().noneMatch(each -> each.written().contains(variable))) {
      others.add(variable);
    }
  }

  private void write(int variable) {
    Open list = open.getLast();
    Object writer = writers.putIfAbsent(variable, list.list());
    if (writer != null && writer != list.list()) {
      others.add(variable);
    }
    list.written().add(variable);
    found.add(variable);
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Statement.Compute compute -> {
        for (Operation operation : compute.operations()) {
          if (operation instanceof Operation.Load load) {
            read(load.operand());
          }
        }
        compute.writes().forEach(write -> write(write.variable()));
      }
      case Statement.Fetch fetch -> {
        fetch.indices().forEach(this::read);
        write(fetch.variable());
      }
      case Statement.Put put -> {
        put.indices().forEach(this::read);
        read(put.value());
      }
      case Statement.Clear _, Statement.Leave _, Statement.Raise _ -> {}
      case Statement.Measure measure -> write(measure.variable());
      case Statement.CountTrips count -> {
        List.of(count.start(), count.stop(), count.step()).forEach(this::read);
        write(count.variable());
      }
      case Statement.Branch branch -> {
        read(branch.condition());
        list(branch.then(), List.of());
        list(branch.otherwise(), List.of());
      }
      case Statement.While loop -> {
        open.add(new Open(new Object(), new HashSet<>()));
        loop.test().forEach(this::statement);
        read(loop.condition());
        list(loop.body(), List.of());
        open.removeLast();
      }
      case Statement.Counted loop -> {
        read(loop.trips());
        open.add(new Open(new Object(), new HashSet<>()));
        write(loop.position());
        loop.body().forEach(this::statement);
        open.removeLast();
      }
      case Statement.Scope scope -> list(scope.body(), List.of());
    }
  }
}
