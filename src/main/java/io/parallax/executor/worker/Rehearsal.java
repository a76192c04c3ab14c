package io.parallax.executor.worker;

import io.parallax.kernel.RoutineEngine;
import io.parallax.language.Parser;
import io.parallax.language.Printer;
import io.parallax.lowering.Lowering;
import io.parallax.program.ProgramSource;
import io.parallax.program.ProgramSource.Form;
import io.parallax.program.ProgramSource.Text;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import java.util.List;
import java.util.Map;

/// A program that a new worker lowers before it says that it is ready. The first program of a
/// process loads the classes of the language and of lowering, which takes hundreds of milliseconds.
/// A worker that loads them during a request cannot be told to stop in time when the client leaves.
final class Rehearsal {
  private static final Map<String, ArrayType> INPUTS =
      Map.of(
          "x", new ArrayType(DataType.FLOAT64, Shape.of(4, 1)),
          "i", new ArrayType(DataType.INT64, Shape.of(3)));

  private static final String FUNCTION =
      """
      def f(n):
          s = 0
          for i in range(n):
              if i % 2 == 0:
                  continue
              s += i
          while s > 9 and n > 0:
              s //= 2
          return s
      """;

  private Rehearsal() {}

  /// @param routines the engine whose classes are to be loaded, too
  static void run(RoutineEngine routines) {
    Text elementwise =
        text("where((x > 0.5) & ~(i == 2), sin(x) * cos(x - 1), -sqrt(abs(i // 3 + x ** 2)))");
    Text reduction = text("sum(x * i + exp(x), axis=1) / 2.0 - max(i) % 3");
    Lowering.of(
        new ProgramSource(
            Form.REDUCE, List.of(reduction, text("std(x + i)")), INPUTS, Overflow.ERROR));
    Lowering.of(new ProgramSource(Form.EVALUATE, List.of(elementwise), INPUTS, Overflow.ERROR));
    Lowering.of(
            new ProgramSource(
                Form.MAP,
                List.of(text("f(i)")),
                List.of(),
                INPUTS,
                Overflow.WRAP,
                Map.of(),
                new ProgramSource.Functions(FUNCTION, 1_000, false)))
        .invocations()
        .forEach(invocation -> routines.kernel(invocation.routine()));
  }

  private static Text text(String source) {
    return new Text("rehearsal", Printer.print(Parser.parse(source)));
  }
}
