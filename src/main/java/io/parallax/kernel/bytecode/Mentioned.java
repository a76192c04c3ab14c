package io.parallax.kernel.bytecode;

import io.parallax.program.Operation;
import io.parallax.program.Statement;
import java.util.BitSet;
import java.util.List;

/// What statements use.
///
/// @param variables those read or written
/// @param written those written
/// @param arrays those read or written
record Mentioned(BitSet variables, BitSet written, BitSet arrays) {
  static Mentioned by(List<Statement> statements) {
    Mentioned mentioned = new Mentioned(new BitSet(), new BitSet(), new BitSet());
    mentioned.add(statements);
    return mentioned;
  }

  private void add(List<Statement> statements) {
    statements.forEach(this::add);
  }

  private void add(Statement statement) {
    switch (statement) {
      case Statement.Compute(var operations, var writes) -> {
        for (Operation operation : operations) {
          if (operation instanceof Operation.Load load) {
            variables.set(load.operand());
          }
        }
        writes.forEach(write -> write(write.variable()));
      }
      case Statement.Fetch fetch -> {
        write(fetch.variable());
        arrays.set(fetch.array());
        fetch.indices().forEach(variables::set);
      }
      case Statement.Put put -> {
        variables.set(put.value());
        arrays.set(put.array());
        put.indices().forEach(variables::set);
      }
      case Statement.Clear(int array) -> arrays.set(array);
      case Statement.Measure(int variable, int array, _) -> {
        write(variable);
        arrays.set(array);
      }
      case Statement.CountTrips count -> {
        write(count.variable());
        List.of(count.start(), count.stop(), count.step()).forEach(variables::set);
      }
      case Statement.Branch(int condition, var then, var otherwise) -> {
        variables.set(condition);
        add(then);
        add(otherwise);
      }
      case Statement.While(var test, int condition, var body, _) -> {
        add(test);
        variables.set(condition);
        add(body);
      }
      case Statement.Counted(int trips, int position, var body, _) -> {
        variables.set(trips);
        write(position);
        add(body);
      }
      case Statement.Scope(_, var body) -> add(body);
      case Statement.Leave _, Statement.Raise _ -> {}
    }
  }

  private void write(int variable) {
    variables.set(variable);
    written.set(variable);
  }
}
