package io.parallax.lowering;

import io.parallax.program.Statement;
import java.util.ArrayList;
import java.util.List;

/// A list of statements under construction, the last of which may be a straight line that goes on.
final class RoutineBlock {
  private final RoutineDraft draft;
  private final List<Statement> statements = new ArrayList<>();
  private StraightLine line;

  RoutineBlock(RoutineDraft draft) {
    this.draft = draft;
    this.line = new StraightLine(draft);
  }

  /// The straight line at the end of the list.
  StraightLine line() {
    return line;
  }

  /// Adds a statement after the straight line, which ends.
  void add(Statement statement) {
    end();
    draft.count(1);
    statements.add(statement);
  }

  /// An empty list, of an arm or a loop's body.
  RoutineBlock inner() {
    return new RoutineBlock(draft);
  }

  List<Statement> finish() {
    end();
    return statements;
  }

  private void end() {
    line.finish().ifPresent(statements::add);
    line = new StraightLine(draft);
  }
}
