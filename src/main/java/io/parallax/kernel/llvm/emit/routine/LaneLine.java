package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.emit.OperationEmitter;
import io.parallax.program.Operation;
import io.parallax.program.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a straight line of operations for a group of lanes. What is a progression is computed as
/// one; its vector is written only where another operation or a variable needs it.
final class LaneLine {
  private final Statement.Compute line;
  private final OperationEmitter emitter;
  private final LaneVariables variables;

  /// The progressions of the operations so far, null for those that are none.
  private final List<@Nullable Progression> found = new ArrayList<>();

  /// @param emitter of the line's operations
  LaneLine(Statement.Compute line, OperationEmitter emitter, LaneVariables variables) {
    this.line = line;
    this.emitter = emitter;
    this.variables = variables;
  }

  void write() {
    for (Operation operation : line.operations()) {
      Optional<Progression> progression =
          variables.progressions().compute(operation, found, variables::rerunWhereSame);
      int at = found.size();
      found.add(progression.orElse(null));
      if (progression.isEmpty()) {
        operation.operands().forEach(this::requireVector);
        requireVector(at);
      }
    }
    emitter.faultMasks().stream().reduce(variables::either).ifPresent(variables::rerunWhere);
    List<Statement.Write> writes = line.writes();
    writes.stream()
        .filter(write -> progression(write) == null)
        .forEach(write -> requireVector(write.operation()));
    for (Statement.Write write : writes) {
      Progression progression = progression(write);
      if (progression == null) {
        variables.write(write.variable(), emitter.value(write.operation()));
      } else {
        variables.write(write.variable(), progression);
      }
    }
  }

  /// The progression that a write leaves in its variable; null where it leaves a vector.
  private @Nullable Progression progression(Statement.Write write) {
    return variables.mayBeProgression(write.variable()) ? found.get(write.operation()) : null;
  }

  /// Writes the vector of an operation's values, unless it is there.
  private void requireVector(int at) {
    if (!emitter.value(at).isEmpty()) {
      return;
    }
    Operation operation = line.operations().get(at);
    Progression progression = found.get(at);
    if (operation instanceof Operation.Load load) {
      emitter.define(at, variables.get(load.operand()));
    } else if (progression != null && !(operation instanceof Operation.Constant)) {
      emitter.define(at, variables.progressions().vector(progression));
    } else {
      emitter.emit(at, "");
    }
  }
}
