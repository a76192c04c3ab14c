package io.parallax.kernel.llvm;

import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;

/// Loops from texts.
public final class Loops {
  private static final Shape SHAPE = Shape.of(1_000);

  public static final Requests REQUESTS =
      Requests.over(
          Map.of(
              "a", new ArrayType(DataType.FLOAT64, SHAPE),
              "b", new ArrayType(DataType.FLOAT64, SHAPE),
              "i", new ArrayType(DataType.INT64, SHAPE),
              "j", new ArrayType(DataType.INT64, SHAPE),
              "k", new ArrayType(DataType.INT32, SHAPE),
              "m", new ArrayType(DataType.BOOL, SHAPE),
              "s", new ArrayType(DataType.FLOAT64, Shape.SCALAR)));

  private Loops() {}

  public static Loop of(String expression) {
    return last(REQUESTS.evaluate(expression));
  }

  public static Loop last(Program program) {
    return (Loop) program.steps().getLast();
  }

  /// One of many loops that are alike and yet different.
  static Loop numbered(int number) {
    return of("a * " + number + ".5 + b");
  }
}
