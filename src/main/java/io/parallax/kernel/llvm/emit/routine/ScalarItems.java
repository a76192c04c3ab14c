package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.binding.Host;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Routine;
import io.parallax.type.DataType;

/// Writes the function that runs one item after the other:
///
/// ```
/// read the arguments
/// for each item
///   where the mask leaves it out: its results are 0
///   else read its parameters, run the body, store its results
///   where it faults: store its failure, or leave
/// ```
final class ScalarItems {
  private final Routine routine;
  private final IrText ir;
  private final RoutineArguments arguments;
  private final ScalarStatements statements;

  ScalarItems(Routine routine, IrText ir, Host.Traits traits) {
    this.routine = routine;
    this.ir = ir;
    this.arguments = new RoutineArguments(routine, ir);
    this.statements = new ScalarStatements(routine, ir, traits, arguments);
  }

  void emit() {
    ir.variable("%item_variable", "i64");
    ir.variable("%tripped", "i64");
    arguments.read();
    ir.store("i64", "0", "%item_variable");
    ir.store("i64", "0", "%tripped");
    ir.jump("items");
    ir.label("items");
    ir.let("%item", "load i64, ptr %item_variable");
    ir.branch(ir.let("icmp ult i64 %item, %count"), "choose", "all_done");
    chooseItem();
    ir.label("run");
    run();
    finishItem();
    ir.label("all_done");
    leave(RoutineLayout.END);
    ir.label(ScalarStatements.STOPPED);
    countTrips();
    leave(RoutineLayout.STOPPED);
  }

  private void chooseItem() {
    ir.label("choose");
    ir.branch(ir.let("icmp eq ptr " + RoutineArguments.MASK + ", null"), "run", "masked");
    ir.label("masked");
    String wanted = ir.load("i8", ir.element("i8", RoutineArguments.MASK, "%item"));
    ir.branch(ir.let("icmp ne i8 " + wanted + ", 0"), "run", "skip");
    ir.label("skip");
    for (int result = 0; result < routine.results().size(); result++) {
      store(result, "zeroinitializer");
    }
    ir.jump("succeeded");
  }

  private void run() {
    statements.start();
    for (int parameter = 0; parameter < routine.parameters().size(); parameter++) {
      int variable = routine.parameters().get(parameter);
      String type = Vectors.stored(routine.variables().get(variable));
      String stored = ir.load(type, arguments.parameter(parameter, "%item"));
      statements.set(
          variable,
          routine.variables().get(variable) == DataType.BOOL
              ? ir.let("icmp ne i8 " + stored + ", 0")
              : stored);
    }
    if (statements.write(routine.body())) {
      ir.jump("body_end");
    }
  }

  private void finishItem() {
    ir.label("body_end");
    countTrips();
    for (int result = 0; result < routine.results().size(); result++) {
      String value = statements.get(routine.results().get(result));
      store(
          result,
          routine.resultType(result) == DataType.BOOL
              ? ir.let("zext i1 " + value + " to i8")
              : value);
    }
    ir.jump("succeeded");
    ir.label("succeeded");
    ir.branch(ir.let("icmp eq ptr " + RoutineArguments.FAILURES + ", null"), "next", "no_failure");
    ir.label("no_failure");
    ir.store("i64", "0", ir.element("i64", RoutineArguments.FAILURES, "%item"));
    ir.jump("next");
    fail();
    ir.label("next");
    ir.store("i64", ir.let("add i64 %item, 1"), "%item_variable");
    ir.jump("items");
  }

  private void fail() {
    ir.label(ScalarStatements.FAULTED);
    countTrips();
    String code = ir.load("i64", ScalarStatements.CODE);
    ir.branch(ir.let("icmp eq ptr " + RoutineArguments.FAILURES + ", null"), "first", "collect");
    ir.label("collect");
    ir.store("i64", code, ir.element("i64", RoutineArguments.FAILURES, "%item"));
    for (int result = 0; result < routine.results().size(); result++) {
      store(result, failed(routine.resultType(result)));
    }
    ir.jump("next");
    ir.label("first");
    arguments.write(code, RoutineLayout.CODE);
    leave(RoutineLayout.FAULT);
  }

  /// The result of an item that failed.
  static String failed(DataType type) {
    return switch (type) {
      case FLOAT32, FLOAT64 -> "0x7FF8000000000000";
      case BOOL, INT32, INT64 -> "0";
    };
  }

  private void countTrips() {
    String before = ir.load("i64", "%tripped");
    ir.store("i64", ir.let("add i64 " + before + ", " + statements.trips()), "%tripped");
  }

  private void store(int result, String value) {
    ir.store(Vectors.stored(routine.resultType(result)), value, arguments.result(result, "%item"));
  }

  private void leave(long outcome) {
    arguments.write(Long.toString(outcome), RoutineLayout.OUTCOME);
    arguments.write("%item", RoutineLayout.DONE);
    arguments.write(ir.load("i64", "%tripped"), RoutineLayout.TRIPS);
    ir.line("ret void");
  }
}
