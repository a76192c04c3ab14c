package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.ArithmeticEmitter;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Routine;
import io.parallax.type.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the function that runs a group of items side by side, a lane for each:
///
/// ```
/// read the arguments
/// for each group of items
///   the lanes of items that are there and that the mask lets run read their parameters
///   run the body under masks, in two versions: see [#writeBodies]
///   where a lane faults, or the group's loops make more trips than one item may: leave
///   store the results, 0 where the mask leaves an item out
/// ```
///
/// A group that is left has stored nothing. Its items are run again one after the other, which
/// finds the first fault and the exact limit.
final class LaneItems {
  /// The operations of a body that is not written twice.
  private static final int LONG = 500;

  private static final int CACHE_LINE = 64;

  /// The bytes of parameters that are on their way to the cache: with them a function that does
  /// little takes 60 % of the time (measured with the mean of three neighbours).
  private static final int AHEAD = 1024;

  /// A first value from which on the last one could wrap.
  private static final long FARTHEST = 1L << 62;

  private final Routine routine;
  private final IrText ir;
  private final Vectors vectors;
  private final ArithmeticEmitter arithmetic;
  private final RoutineArguments arguments;
  private final LaneStatements statements;

  LaneItems(Routine routine, Vectors vectors, IrText ir, Host.Traits traits) {
    this.routine = routine;
    this.ir = ir;
    this.vectors = vectors;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
    this.arguments = new RoutineArguments(routine, ir);
    this.statements = new LaneStatements(routine, vectors, ir, traits, arguments);
  }

  void emit() {
    ir.variable("%item_variable", "i64");
    ir.variable("%tripped", "i64");
    arguments.read();
    ir.store("i64", "0", "%item_variable");
    ir.store("i64", "0", "%tripped");
    ir.jump("groups");
    ir.label("groups");
    ir.let("%item", "load i64, ptr %item_variable");
    ir.branch(ir.let("icmp ult i64 %item, %count"), "group", "all_done");
    ir.label("group");
    String there = there();
    String wanted = wanted(there);
    statements.start(wanted);
    for (int parameter = 0; parameter < routine.parameters().size(); parameter++) {
      read(parameter, there);
    }
    writeBodies();
    finishGroup(there, wanted);
    ir.label("all_done");
    leave(RoutineLayout.END);
    ir.label(LaneStatements.RERUN);
    leave(RoutineLayout.RERUN);
    ir.label(LaneStatements.STOPPED);
    leave(RoutineLayout.STOPPED);
  }

  /// The mask of the lanes that have an item.
  private String there() {
    String left = ir.let("sub i64 %count, %item");
    return ir.let(
        "icmp ult "
            + vectors.of("i64")
            + " "
            + vectors.iota()
            + ", "
            + arithmetic.broadcast("i64", left));
  }

  private String wanted(String there) {
    ir.branch(ir.let("icmp eq ptr " + RoutineArguments.MASK + ", null"), "every", "masked");
    ir.label("masked");
    String bytes = masked(DataType.BOOL, ir.element("i8", RoutineArguments.MASK, "%item"), there);
    String chosen = ir.let("icmp ne " + vectors.of("i8") + " " + bytes + ", zeroinitializer");
    String both = arithmetic.select(DataType.BOOL, there, chosen, "zeroinitializer");
    ir.jump("every");
    ir.label("every");
    return ir.let(
        "phi " + vectors.mask() + " [ " + there + ", %group ], [ " + both + ", %masked ]");
  }

  private void read(int parameter, String there) {
    int variable = routine.parameters().get(parameter);
    DataType type = routine.variables().get(variable);
    String place = arguments.parameter(parameter, "%item");
    String stored = masked(type, place, there);
    for (int bytes = 0; bytes < vectors.lanes() * type.byteWidth(); bytes += CACHE_LINE) {
      prefetch(place, AHEAD + bytes);
    }
    statements.set(
        variable,
        type == DataType.BOOL
            ? ir.let("icmp ne " + vectors.of("i8") + " " + stored + ", zeroinitializer")
            : stored);
  }

  /// Asks for memory that is soon read, beyond the end of the values at the end: this is no access.
  private void prefetch(String place, int bytes) {
    ir.callVoid(
        "llvm.prefetch.p0",
        new Argument("ptr", ir.element("i8", place, Integer.toString(bytes))),
        new Argument("i32", "0"),
        new Argument("i32", "3"),
        new Argument("i32", "1"));
  }

  /// Writes the body, and where indices depend on parameters before it another one, for groups
  /// whose values of these parameters are the same or go up by 1 from lane to lane.
  private void writeBodies() {
    List<Integer> indices =
        RoutineForm.operations(routine.body()) > LONG ? List.of() : IndexParameters.of(routine);
    if (indices.isEmpty()) {
      statements.writeBody(Map.of());
      return;
    }
    String inOrder =
        ir.let("icmp uge i64 " + ir.let("sub i64 %count, %item") + ", " + vectors.lanes());
    Map<Integer, Progression> progressions = new LinkedHashMap<>();
    for (int variable : indices) {
      Ordered ordered = ordered(statements.get(variable));
      progressions.put(variable, ordered.values());
      inOrder = ir.let("and i1 " + inOrder + ", " + ordered.holds());
    }
    ir.branch(inOrder, "in_order", "any_order");
    ir.label("in_order");
    statements.writeBody(progressions);
    ir.jump("bodies_end");
    ir.label("any_order");
    statements.writeBody(Map.of());
    ir.jump("bodies_end");
    ir.label("bodies_end");
  }

  /// The progression that values are where an `i1` holds.
  private record Ordered(Progression values, String holds) {}

  private Ordered ordered(String values) {
    String wide = vectors.of("i64");
    String first = ir.let("extractelement " + wide + " " + values + ", i64 0");
    String second = ir.let("extractelement " + wide + " " + values + ", i64 1");
    String stride = ir.let("sub i64 " + second + ", " + first);
    String isSmall = ir.let("icmp ule i64 " + stride + ", 1");
    String steps = arithmetic.broadcast("i64", ir.let("sub i64 0, " + stride));
    String distances = ir.let("and " + wide + " " + steps + ", " + vectors.iota());
    String expected =
        ir.let("add " + wide + " " + arithmetic.broadcast("i64", first) + ", " + distances);
    String bits = arithmetic.bits(ir.let("icmp eq " + wide + " " + values + ", " + expected));
    String areEqual = ir.let("icmp eq i" + vectors.lanes() + " " + bits + ", -1");
    String isSafe = ir.let("icmp slt i64 " + first + ", " + FARTHEST);
    String holds =
        ir.let("and i1 " + isSmall + ", " + ir.let("and i1 " + areEqual + ", " + isSafe));
    String distance = ir.let("mul i64 " + stride + ", " + (vectors.lanes() - 1));
    String last = ir.let("add i64 " + first + ", " + distance);
    return new Ordered(new Progression(first, last, stride, 1), holds);
  }

  /// Reads the elements of the lanes that are there; 0 in the others.
  private String masked(DataType type, String place, String there) {
    String vector = vectors.ofStored(type);
    return ir.call(
        vector,
        "llvm.masked.load" + vectors.storedSuffix(type) + ".p0",
        new Argument("ptr", place),
        new Argument("i32", Integer.toString(type.byteWidth())),
        new Argument(vectors.mask(), there),
        new Argument(vector, "zeroinitializer"));
  }

  private void finishGroup(String there, String wanted) {
    for (int result = 0; result < routine.results().size(); result++) {
      DataType type = routine.resultType(result);
      String value = statements.get(routine.results().get(result));
      String kept = arithmetic.select(type, wanted, value, "zeroinitializer");
      String stored =
          type == DataType.BOOL
              ? ir.let("zext " + vectors.mask() + " " + kept + " to " + vectors.of("i8"))
              : kept;
      store(type, stored, arguments.result(result, "%item"), there);
    }
    String before = ir.load("i64", "%tripped");
    ir.store("i64", ir.let("add i64 " + before + ", " + statements.laneTrips()), "%tripped");
    ir.branch(ir.let("icmp eq ptr " + RoutineArguments.FAILURES + ", null"), "next", "no_failure");
    ir.label("no_failure");
    store(
        DataType.INT64,
        "zeroinitializer",
        ir.element("i64", RoutineArguments.FAILURES, "%item"),
        there);
    ir.jump("next");
    ir.label("next");
    ir.store("i64", ir.let("add i64 %item, " + vectors.lanes()), "%item_variable");
    ir.jump("groups");
  }

  private void store(DataType type, String values, String place, String there) {
    ir.callVoid(
        "llvm.masked.store" + vectors.storedSuffix(type) + ".p0",
        new Argument(vectors.ofStored(type), values),
        new Argument("ptr", place),
        new Argument("i32", Integer.toString(type.byteWidth())),
        new Argument(vectors.mask(), there));
  }

  private void leave(long outcome) {
    arguments.write(Long.toString(outcome), RoutineLayout.OUTCOME);
    arguments.write("%item", RoutineLayout.DONE);
    arguments.write(ir.load("i64", "%tripped"), RoutineLayout.TRIPS);
    ir.line("ret void");
  }
}
