package io.parallax.kernel.testing;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Fault;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A routine of random statements. Every variable but the positions of loops is written, and every
/// local array cleared, before anything else, so a routine stays well-formed when other statements
/// are left out. Most loops make a few trips; some make so many that the limit ends the item.
final class RandomRoutine {
  private static final int DEEPEST = 3;
  private static final List<DataType> TYPES = List.of(DataType.values());

  private final SplittableRandom random;
  private final boolean mayFault;
  private final boolean isInOrder;
  private final List<DataType> variables = new ArrayList<>();
  private final List<Routine.Array> arrays = new ArrayList<>();
  private final List<Routine.Local> locals = new ArrayList<>();

  /// Variables that hold something where the next statement stands.
  private final List<Integer> readable = new ArrayList<>();

  /// Parameters that are never written, and positions of open loops, of routines whose indices may
  /// be sums of these; else none.
  private final List<Integer> inOrder = new ArrayList<>();

  /// Variables that the next statement must not write: they end a loop.
  private final Set<Integer> reserved = new HashSet<>();

  private final List<Integer> openLabels = new ArrayList<>();
  private int labels;
  private int origins;
  private int budget;

  private RandomRoutine(SplittableRandom random) {
    this.random = random;
    mayFault = random.nextBoolean();
    isInOrder = mayFault && random.nextInt(4) == 0;
    budget = random.nextInt(4) == 0 ? random.nextInt(30, 90) : random.nextInt(3, 30);
  }

  static Routine next(String name, SplittableRandom random) {
    return new RandomRoutine(random).build(name);
  }

  private Routine build(String name) {
    List<Integer> parameters =
        Stream.generate(this::anyType).limit(random.nextInt(1, 5)).map(this::variable).toList();
    if (isInOrder) {
      parameters.stream()
          .filter(parameter -> variables.get(parameter) == DataType.INT64)
          .forEach(inOrder::add);
      reserved.addAll(inOrder);
    }
    for (int array = random.nextInt(3); array > 0; array--) {
      StorageType storage = pick(List.of(StorageType.values()));
      arrays.add(new Routine.Array(storage, random.nextInt(1, 4)));
    }
    for (int local = random.nextInt(3); local > 0; local--) {
      List<Long> extents =
          Stream.generate(() -> random.nextLong(1, 7)).limit(random.nextInt(1, 3)).toList();
      locals.add(new Routine.Local(anyType(), extents));
    }
    List<Statement> body = new ArrayList<>();
    Stream.of(TYPES, TYPES, TYPES).flatMap(List::stream).forEach(this::variable);
    int first = variables.size();
    List<Statement> statements = list(0, false);
    if (random.nextBoolean()) {
      addShort(statements);
    }
    List<Integer> results =
        Stream.generate(() -> random.nextInt(first)).limit(random.nextInt(2, 10)).toList();
    body.add(initial(parameters));
    IntStream.range(0, locals.size())
        .forEach(at -> body.add(new Statement.Clear(arrays.size() + at)));
    body.addAll(statements);
    return new Routine(
        name, variables, parameters, arrays, locals, results, body, Math.max(1, origins));
  }

  /// Writes all variables but parameters.
  private Statement initial(List<Integer> parameters) {
    RandomLines lines = new RandomLines(random, variables, parameters, this::origin, false);
    List<Integer> others =
        IntStream.range(0, variables.size())
            .filter(variable -> !parameters.contains(variable))
            .boxed()
            .toList();
    return lines.write(
        others, others.stream().map(variable -> lines.operand(variables.get(variable))).toList());
  }

  private int variable(DataType type) {
    variables.add(type);
    readable.add(variables.size() - 1);
    return variables.size() - 1;
  }

  private DataType anyType() {
    return pick(TYPES);
  }

  private int origin() {
    return origins++;
  }

  private RandomLines lines() {
    return new RandomLines(random, variables, readable, this::origin, mayFault);
  }

  /// @param mayLeave whether it may end by leaving: it does not run always
  private List<Statement> list(int depth, boolean mayLeave) {
    List<Statement> list = new ArrayList<>();
    for (int count = random.nextInt(1, depth == 0 ? 12 : 5); count > 0 && budget > 0; count--) {
      budget--;
      add(depth, list);
    }
    int end = random.nextInt(40);
    if (mayLeave && end < 18 && !openLabels.isEmpty()) {
      list.add(new Statement.Leave(pick(openLabels)));
    } else if (mayLeave && mayFault && end > 36) {
      list.add(raise());
    }
    return list;
  }

  private void add(int depth, List<Statement> list) {
    int kind = random.nextInt(depth < DEEPEST ? 22 : 12);
    switch (kind) {
      case 0, 1, 2, 3, 4, 5, 6 -> list.add(compute());
      case 7, 8, 9, 10 -> addAccess(list);
      case 11 -> list.add(random.nextInt(3) == 0 ? function() : compute());
      case 12, 13, 14 -> {
        int condition = condition(list);
        boolean hasElse = random.nextBoolean();
        list.add(
            new Statement.Branch(
                condition, list(depth + 1, true), hasElse ? list(depth + 1, true) : List.of()));
      }
      case 15, 16 -> addCounted(depth, list);
      case 17, 18 -> addWhile(depth, list);
      case 19, 20 -> addShort(list);
      default -> list.add(scope(() -> list(depth + 1, false)));
    }
  }

  private Statement scope(Supplier<List<Statement>> body) {
    int label = labels++;
    openLabels.add(label);
    List<Statement> statements = body.get();
    openLabels.remove((Integer) label);
    return new Statement.Scope(label, statements);
  }

  private Statement compute() {
    RandomLines lines = lines();
    for (int count = random.nextInt(1, 9); count > 0; count--) {
      lines.addSomething();
    }
    List<Integer> targets = targets(random.nextInt(1, 4));
    return lines.write(
        targets, targets.stream().map(target -> lines.operand(variables.get(target))).toList());
  }

  private Statement function() {
    RandomLines lines = lines();
    lines.addFunction();
    List<Integer> targets = targets(2);
    return lines.write(
        targets, targets.stream().map(target -> lines.operand(variables.get(target))).toList());
  }

  /// Different variables that may be written.
  private List<Integer> targets(int count) {
    List<Integer> writable =
        new ArrayList<>(readable.stream().filter(at -> !reserved.contains(at)).toList());
    Collections.shuffle(writable, random.split());
    return writable.subList(0, Math.min(count, writable.size()));
  }

  /// A bool variable for a condition, mostly one that is written before.
  private int condition(List<Statement> list) {
    int condition = writable(DataType.BOOL);
    if (random.nextInt(4) > 0) {
      RandomLines lines = lines();
      DataType type = anyType();
      Comparison comparison = pick(List.of(Comparison.values()));
      int value = lines.compare(comparison, lines.operand(type), lines.operand(type));
      list.add(lines.write(List.of(condition), List.of(value)));
    }
    return condition;
  }

  private int writable(DataType type) {
    List<Integer> all =
        readable.stream()
            .filter(at -> variables.get(at) == type && !reserved.contains(at))
            .toList();
    return all.isEmpty() ? variable(type) : pick(all);
  }

  private void addAccess(List<Statement> list) {
    if (arrays.size() + locals.size() == 0) {
      list.add(compute());
      return;
    }
    int array = random.nextInt(arrays.size() + locals.size());
    boolean isLocal = array >= arrays.size();
    DataType type =
        isLocal
            ? locals.get(array - arrays.size()).type()
            : arrays.get(array).storage().computing();
    int rank =
        isLocal ? locals.get(array - arrays.size()).extents().size() : arrays.get(array).rank();
    int kind = random.nextInt(12);
    if (kind == 0) {
      list.add(new Statement.Measure(writable(DataType.INT64), array, random.nextInt(rank)));
    } else if (kind == 1 && isLocal) {
      list.add(new Statement.Clear(array));
    } else {
      List<Integer> indices =
          IntStream.range(0, rank).mapToObj(at -> index(list, array, at)).toList();
      list.add(
          isLocal && kind < 7
              ? new Statement.Put(array, indices, writable(type), origin())
              : new Statement.Fetch(writable(type), array, indices, origin()));
    }
  }

  /// A variable with an index into a dimension, mostly one inside.
  private int index(List<Statement> list, int array, int dimension) {
    int index = variable(DataType.INT64);
    RandomLines lines = lines();
    int value;
    if (!inOrder.isEmpty() && random.nextInt(3) > 0) {
      value = sum(lines);
    } else if (mayFault && random.nextInt(8) == 0) {
      value =
          random.nextBoolean()
              ? lines.operand(DataType.INT64)
              : lines.constant(random.nextLong(-7, 7));
    } else {
      int extent = variable(DataType.INT64);
      list.add(new Statement.Measure(extent, array, dimension));
      value =
          lines.binary(
              BinaryOperation.FLOOR_MODULO, lines.operand(DataType.INT64), lines.load(extent));
      if (random.nextInt(3) == 0) {
        value = lines.binary(BinaryOperation.SUBTRACT, value, lines.load(extent));
      }
    }
    list.add(lines.write(List.of(index), List.of(value)));
    return index;
  }

  /// An index as callers write it: often outside.
  private int sum(RandomLines lines) {
    BinaryOperation operation =
        pick(
            List.of(
                BinaryOperation.ADD,
                BinaryOperation.SUBTRACT,
                BinaryOperation.ADD_EXACT,
                BinaryOperation.SUBTRACT_EXACT));
    int other =
        random.nextInt(4) == 0 ? lines.load(pick(inOrder)) : lines.constant(random.nextLong(-2, 3));
    return lines.binary(operation, lines.load(pick(inOrder)), other);
  }

  private void addCounted(int depth, List<Statement> list) {
    int trips = variable(DataType.INT64);
    RandomLines lines = lines();
    int kind = random.nextInt(12);
    if (kind < 5) {
      int count = lines.below(kind == 0 ? 16 : 8);
      int value = lines.binary(BinaryOperation.SUBTRACT, count, lines.constant(1));
      list.add(lines.write(List.of(trips), List.of(value)));
    } else {
      List<Integer> bounds = Stream.generate(() -> variable(DataType.INT64)).limit(3).toList();
      boolean isAny = mayFault && kind > 9;
      IntSupplier bound = () -> isAny ? lines.operand(DataType.INT64) : lines.below(8);
      int step =
          isAny
              ? random.nextBoolean() ? lines.operand(DataType.INT64) : lines.constant(0)
              : lines.constant(random.nextInt(1, 4) * (random.nextInt(3) == 0 ? -1L : 1L));
      list.add(lines.write(bounds, List.of(bound.getAsInt(), bound.getAsInt(), step)));
      list.add(
          new Statement.CountTrips(trips, bounds.get(0), bounds.get(1), bounds.get(2), origin()));
    }
    int position = variable(DataType.INT64);
    reserved.add(position);
    if (isInOrder) {
      inOrder.add(position);
    }
    boolean leaves = random.nextBoolean();
    Statement loop =
        leaves
            ? scope(() -> List.of(counted(depth, trips, position)))
            : counted(depth, trips, position);
    readable.remove((Integer) position);
    inOrder.remove((Integer) position);
    list.add(loop);
  }

  /// Adds a loop of a few trips without loops within, which engines may count in one piece: one of
  /// its trips leaves a scope around the loop, or the one that is its body.
  private void addShort(List<Statement> list) {
    int trips = variable(DataType.INT64);
    RandomLines lines = lines();
    int count = random.nextInt(4) == 0 ? lines.below(16) : lines.constant(random.nextInt(12));
    list.add(lines.write(List.of(trips), List.of(count)));
    int position = variable(DataType.INT64);
    reserved.add(position);
    Statement loop =
        scope(
            () -> {
              Statement body = scope(() -> leavingAt(position));
              return List.of(new Statement.Counted(trips, position, List.of(body), origin()));
            });
    readable.remove((Integer) position);
    inOrder.remove((Integer) position);
    list.add(loop);
  }

  /// Statements that some trips leave, or end with a fault, in the middle.
  private List<Statement> leavingAt(int position) {
    List<Statement> body = new ArrayList<>(list(DEEPEST, false));
    int leaves = variable(DataType.BOOL);
    RandomLines lines = lines();
    Comparison comparison = pick(List.of(Comparison.EQUAL, Comparison.GREATER, Comparison.LESS));
    int at = lines.constant(random.nextInt(6));
    int value = lines.compare(comparison, lines.load(position), at);
    body.add(lines.write(List.of(leaves), List.of(value)));
    Statement way =
        switch (random.nextInt(4)) {
          case 0 -> new Statement.Leave(openLabels.getLast());
          case 1 -> new Statement.Leave(openLabels.get(openLabels.size() - 2));
          case 2 -> mayFault ? raise() : new Statement.Leave(pick(openLabels));
          default -> new Statement.Leave(pick(openLabels));
        };
    body.add(new Statement.Branch(leaves, List.of(way), List.of(compute())));
    body.addAll(list(DEEPEST, false));
    return body;
  }

  private Statement raise() {
    return new Statement.Raise(pick(List.of(Fault.values())), origin());
  }

  private Statement counted(int depth, int trips, int position) {
    // the number of trips is read once, so the body may write its variable
    return new Statement.Counted(trips, position, list(depth + 1, false), origin());
  }

  private void addWhile(int depth, List<Statement> list) {
    int fuel = variable(DataType.INT64);
    RandomLines start = lines();
    list.add(start.write(List.of(fuel), List.of(start.below(random.nextInt(4) == 0 ? 32 : 8))));
    if (!(mayFault && random.nextInt(6) == 0)) {
      reserved.add(fuel);
    }
    list.add(
        random.nextBoolean()
            ? scope(() -> List.of(whileFuel(depth, fuel)))
            : whileFuel(depth, fuel));
    reserved.remove(fuel);
  }

  private Statement whileFuel(int depth, int fuel) {
    List<Statement> test = new ArrayList<>();
    while (random.nextInt(3) == 0 && budget > 0) {
      budget--;
      add(Math.max(depth + 1, DEEPEST - 1), test);
    }
    RandomLines lines = lines();
    int condition = writable(DataType.BOOL);
    int left = lines.binary(BinaryOperation.SUBTRACT, lines.load(fuel), lines.constant(1));
    int value = lines.compare(Comparison.GREATER_EQUAL, left, lines.constant(0));
    if (random.nextInt(4) == 0) {
      value = lines.binary(BinaryOperation.AND, value, lines.operand(DataType.BOOL));
    }
    test.add(lines.write(List.of(fuel, condition), List.of(left, value)));
    return new Statement.While(test, condition, list(depth + 1, false), origin());
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
