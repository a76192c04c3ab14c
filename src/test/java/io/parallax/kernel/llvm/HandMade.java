package io.parallax.kernel.llvm;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.program.Routine;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Routines of int64 made by hand. Variable 0 is the parameter, variable 1 the result.
final class HandMade {
  private HandMade() {}

  /// `while True: s += n`
  static Routine endless() {
    return routine(
        new Statement.Compute(List.of(constant(1)), List.of(new Statement.Write(1, 0))),
        new Statement.While(
            List.of(
                new Statement.Compute(
                    List.of(new Operation.Constant(Scalar.of(true))),
                    List.of(new Statement.Write(4, 0)))),
            4,
            List.of(binary(1, BinaryOperation.ADD, 1, 0)),
            0));
  }

  /// `s = n; for i in range(1000): if s % 7 == 3: break; s += i`, then `if s > 50: s = s - 1`.
  static Routine breaking() {
    return routine(
        new Statement.Compute(
            List.of(load(0), constant(1_000), constant(7), constant(3)),
            List.of(
                new Statement.Write(1, 0),
                new Statement.Write(2, 1),
                new Statement.Write(6, 2),
                new Statement.Write(7, 3))),
        new Statement.Scope(
            0,
            List.of(
                new Statement.Counted(
                    2,
                    3,
                    List.of(
                        binary(5, BinaryOperation.FLOOR_MODULO, 1, 6),
                        compare(4, Comparison.EQUAL, 5, 7),
                        new Statement.Branch(4, List.of(new Statement.Leave(0)), List.of()),
                        binary(1, BinaryOperation.ADD, 1, 3)),
                    0))),
        compare(4, Comparison.GREATER, 1, 2),
        new Statement.Branch(4, List.of(binary(1, BinaryOperation.SUBTRACT, 1, 6)), List.of()));
  }

  /// `s = 1; for i in range(n): s = s * (n - i) % 1000000007`
  static Routine factorial() {
    return routine(
        new Statement.Compute(
            List.of(constant(1), constant(1_000_000_007)),
            List.of(new Statement.Write(1, 0), new Statement.Write(6, 1))),
        new Statement.Counted(
            0,
            3,
            List.of(
                new Statement.Compute(
                    List.of(
                        load(1),
                        load(0),
                        load(3),
                        operation(BinaryOperation.SUBTRACT, 1, 2),
                        operation(BinaryOperation.MULTIPLY, 0, 3),
                        constant(1_000_000_007),
                        operation(BinaryOperation.FLOOR_MODULO, 4, 5)),
                    List.of(new Statement.Write(1, 6)))),
            0));
  }

  /// `s = 0; while n > 1: n = n // 2 if n % 2 == 0 else 3 * n + 1; s += 1`
  static Routine collatz() {
    return routine(
        new Statement.Compute(
            List.of(constant(0), load(0)),
            List.of(new Statement.Write(1, 0), new Statement.Write(2, 1))),
        new Statement.While(
            List.of(
                new Statement.Compute(
                    List.of(
                        load(2),
                        constant(1),
                        new Operation.Compare(Comparison.GREATER, 0, 1, DataType.INT64)),
                    List.of(new Statement.Write(4, 2)))),
            4,
            List.of(
                new Statement.Compute(
                    List.of(
                        load(2),
                        constant(2),
                        operation(BinaryOperation.FLOOR_MODULO, 0, 1),
                        constant(0),
                        new Operation.Compare(Comparison.EQUAL, 2, 3, DataType.INT64),
                        operation(BinaryOperation.FLOOR_DIVIDE, 0, 1),
                        constant(3),
                        operation(BinaryOperation.MULTIPLY, 0, 6),
                        constant(1),
                        operation(BinaryOperation.ADD, 7, 8),
                        new Operation.Select(4, 5, 9, DataType.INT64),
                        load(1),
                        operation(BinaryOperation.ADD, 11, 8)),
                    List.of(new Statement.Write(2, 10), new Statement.Write(1, 12)))),
            0));
  }

  private static Routine routine(Statement... body) {
    List<DataType> variables = new ArrayList<>(Collections.nCopies(8, DataType.INT64));
    variables.set(4, DataType.BOOL);
    return new Routine(
        "f", variables, List.of(0), List.of(), List.of(), List.of(1), List.of(body), 1);
  }

  private static Statement binary(int to, BinaryOperation operation, int left, int right) {
    return new Statement.Compute(
        List.of(load(left), load(right), operation(operation, 0, 1)),
        List.of(new Statement.Write(to, 2)));
  }

  private static Statement compare(int to, Comparison comparison, int left, int right) {
    return new Statement.Compute(
        List.of(load(left), load(right), new Operation.Compare(comparison, 0, 1, DataType.INT64)),
        List.of(new Statement.Write(to, 2)));
  }

  private static Operation operation(BinaryOperation operation, int left, int right) {
    return new Operation.Binary(operation, left, right, DataType.INT64, 0);
  }

  private static Operation load(int variable) {
    return new Operation.Load(variable, DataType.INT64);
  }

  private static Operation constant(long value) {
    return new Operation.Constant(Scalar.of(value));
  }
}
