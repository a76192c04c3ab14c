package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.emit.AnyEmitter;
import io.parallax.kernel.llvm.emit.ArithmeticEmitter;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Routine;
import io.parallax.type.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The variables of a group of lanes, and the mask of the lanes that take part. A write selects by
/// the mask, unless no lane outside ever reads what it writes ([PassingVariables]).
final class LaneVariables {
  private static final String MASK = "%lane_mask";

  private final Routine routine;
  private final Vectors vectors;
  private final IrText ir;
  private final AnyEmitter any;
  private final ArithmeticEmitter arithmetic;
  private final Set<Integer> passing;
  private final Progressions progressions;

  LaneVariables(Routine routine, Vectors vectors, IrText ir, AnyEmitter any) {
    this.routine = routine;
    this.vectors = vectors;
    this.ir = ir;
    this.any = any;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.passing = PassingVariables.of(routine);
    this.progressions = new Progressions(vectors, ir);
    ir.variable(MASK, vectors.mask());
    for (int variable = 0; variable < routine.variables().size(); variable++) {
      ir.variable(place(variable), vectors.of(routine.variables().get(variable)));
    }
  }

  private static String place(int variable) {
    return "%variable." + variable;
  }

  /// Starts a group with the mask of the lanes that run.
  void start(String lanes) {
    setMask(lanes);
    for (int variable = 0; variable < routine.variables().size(); variable++) {
      set(variable, "zeroinitializer");
    }
  }

  /// Starts a body.
  ///
  /// @param parameters the progressions that parameters are known to be, by variable
  void startBody(Map<Integer, Progression> parameters) {
    progressions.start(parameters);
  }

  /// Ends a body, so that its results are in vectors.
  void endBody() {
    for (int result : routine.results()) {
      progressions.of(result).ifPresent(value -> set(result, progressions.vector(value)));
    }
    progressions.start(Map.of());
  }

  Progressions progressions() {
    return progressions;
  }

  Optional<Progression> progression(int variable) {
    return progressions.of(variable);
  }

  /// Whether a progression stays one when it is written to the variable.
  boolean mayBeProgression(int variable) {
    return passing.contains(variable);
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
  void write(int variable, String value) {
    progressions.remove(variable);
    DataType type = routine.variables().get(variable);
    set(
        variable,
        passing.contains(variable)
            ? value
            : arithmetic.select(type, mask(), value, load(variable)));
  }

  /// Writes a variable of the lanes of the mask.
  void write(int variable, Progression value) {
    if (mayBeProgression(variable)) {
      progressions.put(variable, value);
    } else {
      write(variable, progressions.vector(value));
    }
  }

  String mask() {
    return ir.load(vectors.mask(), MASK);
  }

  void setMask(String mask) {
    ir.store(vectors.mask(), mask, MASK);
  }

  /// The lanes of a mask where a condition holds.
  String within(String mask, String condition) {
    return arithmetic.select(DataType.BOOL, mask, condition, "zeroinitializer");
  }

  String without(String mask, String condition) {
    return arithmetic.select(DataType.BOOL, condition, "zeroinitializer", mask);
  }

  String either(String first, String second) {
    return arithmetic.instruction("or", DataType.BOOL, first, second);
  }

  /// Leaves the group where a lane of the mask meets a condition.
  void rerunWhere(String condition) {
    String go = ir.freshLabel("right");
    ir.branchRarely(any.any(within(mask(), condition)), LaneStatements.RERUN, go);
    ir.label(go);
  }

  /// Leaves the group where something holds that is the same for all lanes, unless no lane takes
  /// part.
  void rerunWhereSame(String condition) {
    String go = ir.freshLabel("right");
    ir.branchRarely(condition, go + ".wrong", go);
    ir.label(go + ".wrong");
    ir.branch(any.any(mask()), LaneStatements.RERUN, go);
    ir.label(go);
  }
}
