package io.parallax.kernel.bytecode;

import io.parallax.program.Fault;
import io.parallax.program.Operation;
import io.parallax.program.Statement;
import java.util.List;

/// About how many bytes of code statements take; rather more than less.
final class CodeSize {
  /// HotSpot compiles no method of more bytes.
  static final int COMPILED = 8_000;

  private static final int LOCAL = 4;
  private static final int FAULTING = 70;
  private static final int CHOICE = 16;
  private static final int ACCESS = 30;
  private static final int INDEX = 45;
  private static final int COUNTED_LOOP = 110;
  private static final int LOOP = 40;
  private static final int JUMP = 12;

  private CodeSize() {}

  /// The size of a statement without the lists of statements in it.
  static int alone(Statement statement) {
    return switch (statement) {
      case Statement.Compute(var operations, var writes) ->
          operations.stream().mapToInt(each -> of(each, operations)).sum()
              + 2 * LOCAL * writes.size();
      case Statement.Fetch fetch -> ACCESS + INDEX * fetch.indices().size();
      case Statement.Put put -> ACCESS + INDEX * put.indices().size();
      case Statement.CountTrips _ -> LOOP;
      case Statement.While _ -> LOOP;
      case Statement.Counted _ -> COUNTED_LOOP;
      case Statement.Clear _,
          Statement.Measure _,
          Statement.Branch _,
          Statement.Scope _,
          Statement.Leave _,
          Statement.Raise _ ->
          JUMP;
    };
  }

  private static int of(Operation operation, List<Operation> operations) {
    int values = LOCAL * operation.operands().size() + LOCAL;
    return switch (operation) {
      case Operation.Load _, Operation.Constant _ -> 0;
      case Operation.Binary binary when Fault.isPossible(binary, operations) -> FAULTING;
      case Operation.Select _, Operation.Compare _ -> values + CHOICE;
      default -> values + LOCAL;
    };
  }

  /// The size of a call of another method with these variables.
  static int ofCall(Mentioned mentioned) {
    return LOOP
        + 3 * LOCAL * (mentioned.variables().cardinality() + mentioned.written().cardinality());
  }
}
