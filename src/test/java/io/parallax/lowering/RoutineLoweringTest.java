package io.parallax.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.lowering.testing.FunctionRequests;
import io.parallax.program.RoutineText;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Routines as text.
class RoutineLoweringTest {
  private static final ArrayType INTEGERS = new ArrayType(DataType.INT64, Shape.of(10));
  private static final ArrayType FLOATS = new ArrayType(DataType.FLOAT64, Shape.of(10));

  @Test
  void aRangeIsCountedOnceAndItsVariableWrittenInEachTrip() {
    assertThat(
            routine(
                Overflow.ERROR,
                Map.of("n", INTEGERS),
                """
                def f(n):
                    s = 0
                    for i in range(2, n, 3):
                        s += i
                    return s
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: int64, $3: int64, $4: int64, $5: int64, $6: int64
              %0 = int64 0
              %1 = int64 2
              %2 = int64 3
              $2 = %0
              $3 = %1
              $4 = %2
              $5 = trips of range($3, $1, $4)
              for $6 below $5
                %0 = load $6
                %1 = int64 3
                %2 = multiply int64 %0, %1
                %3 = int64 2
                %4 = add int64 %3, %2
                %5 = load $2
                %6 = add_exact int64 %5, %4
                $2 = %6
              %0 = load $2
              $0 = %0
            """);
  }

  @Test
  void breakAndContinueLeaveScopesOnlyWhereTheyMust() {
    assertThat(
            routine(
                Overflow.WRAP,
                Map.of("n", INTEGERS),
                """
                def f(n):
                    s = 0
                    while True:
                        s += n
                        if s > 100:
                            break
                        if s % 2 == 0:
                            continue
                        s -= 1
                    return s
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: int64, $3: bool, $4: bool, $5: bool
              %0 = int64 0
              $2 = %0
              scope 0
                test
                  %0 = bool True
                  $3 = %0
                while $3
                  %0 = load $2
                  %1 = load $1
                  %2 = add int64 %0, %1
                  %3 = int64 100
                  %4 = greater int64 %2, %3
                  $2 = %2
                  $4 = %4
                  if $4
                    leave 0
                  else
                    %0 = load $2
                    %1 = int64 2
                    %2 = floor_modulo int64 %0, %1
                    %3 = int64 0
                    %4 = equal int64 %2, %3
                    $5 = %4
                    if $5
                    else
                      %0 = load $2
                      %1 = int64 1
                      %2 = subtract int64 %0, %1
                      $2 = %2
              %0 = load $2
              $0 = %0
            """);
  }

  @Test
  void aReturnWithinALoopLeavesTheFunction() {
    assertThat(
            routine(
                Overflow.WRAP,
                Map.of("i", INTEGERS, "a", INTEGERS),
                """
                def f(i, a):
                    for k in range(len(a)):
                        if a[k] > i:
                            return k
                    return -1
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: int64, $3: int64, $4: int64, $5: int64, $6: int64, $7: int64, $8: int64, $9: bool
              array @0: int64 of rank 1
              $3 = extent 0 of @0
              scope 0
                %0 = int64 0
                %1 = int64 1
                $4 = %0
                $5 = %1
                $6 = trips of range($4, $3, $5)
                for $7 below $6
                  %0 = load $7
                  $2 = %0
                  $8 = @0[$2]
                  %0 = load $8
                  %1 = load $1
                  %2 = greater int64 %0, %1
                  $9 = %2
                  if $9
                    %0 = load $2
                    $0 = %0
                    leave 0
                %0 = int64 -1
                $0 = %0
            """);
  }

  @Test
  void whatFollowsAReturnIsTheOtherArm() {
    assertThat(
            routine(
                Overflow.ERROR,
                Map.of("n", INTEGERS),
                """
                def f(n):
                    if n > 9:
                        return n // (n - 10)
                    n *= 2
                    return n
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: bool
              %0 = load $1
              %1 = int64 9
              %2 = greater int64 %0, %1
              $2 = %2
              if $2
                %0 = load $1
                %1 = int64 10
                %2 = subtract_exact int64 %0, %1
                %3 = floor_divide int64 %0, %2
                %4 = int64 -1
                %5 = equal int64 %2, %4
                %6 = int64 0
                %7 = select int64 %5, %0, %6
                %8 = subtract_exact int64 %6, %7
                %9 = select int64 %5, %8, %3
                $0 = %9
              else
                %0 = load $1
                %1 = int64 2
                %2 = multiply_exact int64 %0, %1
                $0 = %2
                $1 = %2
            """);
  }

  @Test
  void shortArmsBecomeSelects() {
    assertThat(
            routine(
                Overflow.WRAP,
                Map.of("n", INTEGERS),
                """
                def f(n):
                    d = 0
                    while n > 1:
                        if n % 2 == 0:
                            n = n // 2
                        else:
                            n = 3 * n + 1
                            d += 1
                    return d
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: int64, $3: bool
              %0 = int64 0
              $2 = %0
              test
                %0 = load $1
                %1 = int64 1
                %2 = greater int64 %0, %1
                $3 = %2
              while $3
                %0 = load $2
                %1 = load $1
                %2 = int64 2
                %3 = floor_modulo int64 %1, %2
                %4 = int64 0
                %5 = equal int64 %3, %4
                %6 = floor_divide int64 %1, %2
                %7 = int64 3
                %8 = multiply int64 %7, %1
                %9 = int64 1
                %10 = add int64 %8, %9
                %11 = add int64 %0, %9
                %12 = select int64 %5, %6, %10
                %13 = select int64 %5, %0, %11
                $1 = %12
                $2 = %13
              %0 = load $2
              $0 = %0
            """);
  }

  @Test
  void armsThatMayFaultAreBranches() {
    assertThat(
            routine(
                Overflow.ERROR,
                Map.of("n", INTEGERS),
                """
                def f(n):
                    for k in range(9):
                        n = n // 2 if n % 2 == 0 else 3 * n + 1
                    return n
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: int64, $3: int64, $4: int64, $5: int64, $6: int64, $7: bool, $8: int64
              %0 = int64 0
              %1 = int64 9
              %2 = int64 1
              $2 = %0
              $3 = %1
              $4 = %2
              $5 = trips of range($2, $3, $4)
              for $6 below $5
                %0 = int64 0
                %1 = load $1
                %2 = int64 2
                %3 = floor_modulo int64 %1, %2
                %4 = equal int64 %3, %0
                $7 = %4
                if $7
                  %0 = load $1
                  %1 = int64 2
                  %2 = floor_divide int64 %0, %1
                  $8 = %2
                else
                  %0 = int64 3
                  %1 = load $1
                  %2 = multiply_exact int64 %0, %1
                  %3 = int64 1
                  %4 = add_exact int64 %2, %3
                  $8 = %4
                %0 = load $8
                $1 = %0
              %0 = load $1
              $0 = %0
            """);
  }

  @Test
  void elementsAreReadOnlyIfTheyAreNeeded() {
    assertThat(
            routine(
                Overflow.ERROR,
                Map.of("i", INTEGERS, "a", INTEGERS),
                """
                def f(i, a):
                    while i >= 0 and a[i] > 1:
                        i -= 1
                    return i
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: bool, $3: int64
              array @0: int64 of rank 1
              test
                %0 = load $1
                %1 = int64 0
                %2 = greater_equal int64 %0, %1
                $2 = %2
                if $2
                  $3 = @0[$1]
                  %0 = load $3
                  %1 = int64 1
                  %2 = greater int64 %0, %1
                  $2 = %2
              while $2
                %0 = load $1
                %1 = int64 1
                %2 = subtract_exact int64 %0, %1
                $1 = %2
              %0 = load $1
              $0 = %0
            """);
  }

  @Test
  void operandsThatMayFaultPrecedeTheElementsAfterThem() {
    assertThat(
            routine(
                Overflow.ERROR,
                Map.of("i", INTEGERS, "a", INTEGERS),
                """
                def f(i, a):
                    return 10 // i + a[i] * a[i]
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: int64, $3: int64
              array @0: int64 of rank 1
              %0 = int64 10
              %1 = load $1
              %2 = floor_divide int64 %0, %1
              $2 = %2
              $3 = @0[$1]
              %0 = load $2
              %1 = load $3
              %2 = multiply_exact int64 %1, %1
              %3 = add_exact int64 %0, %2
              $0 = %3
            """);
  }

  @Test
  void valuesOfOneAssignmentAreComputedBeforeAnyIsWritten() {
    assertThat(
            routine(
                Overflow.WRAP,
                Map.of("a", INTEGERS, "b", INTEGERS),
                """
                def f(a, b):
                    while b:
                        a, b = b, a % b
                    return a
                """))
        .isEqualTo(
            """
            routine f($1, $2) -> $0
              variables $0: int64, $1: int64, $2: int64, $3: bool
              test
                %0 = load $2
                %1 = int64 0
                %2 = not_equal int64 %0, %1
                $3 = %2
              while $3
                %0 = load $2
                %1 = load $1
                %2 = floor_modulo int64 %1, %0
                $1 = %0
                $2 = %2
              %0 = load $1
              $0 = %0
            """);
  }

  @Test
  void aShortCallIsPartOfTheLineAndALongOneIsItsStatements() {
    assertThat(
            routine(
                Overflow.WRAP,
                Map.of("n", INTEGERS),
                """
                def absolute(x):
                    if x < 0:
                        return -x
                    return x

                def count(x, p):
                    k = 0
                    while x % p == 0:
                        x //= p
                        k += 1
                        if k > 60:
                            return -1
                    return k

                def f(n):
                    return count(absolute(n - 5), 2) + absolute(n)
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: int64, $2: int64, $3: int64, $4: int64, $5: bool, $6: bool
              %0 = load $1
              %1 = int64 5
              %2 = subtract int64 %0, %1
              %3 = int64 0
              %4 = less int64 %2, %3
              %5 = negate int64 %2
              %6 = select int64 %4, %5, %2
              $3 = %6
              scope 0
                %0 = int64 0
                $4 = %0
                test
                  %0 = load $3
                  %1 = int64 2
                  %2 = floor_modulo int64 %0, %1
                  %3 = int64 0
                  %4 = equal int64 %2, %3
                  $5 = %4
                while $5
                  %0 = load $3
                  %1 = int64 2
                  %2 = floor_divide int64 %0, %1
                  %3 = load $4
                  %4 = int64 1
                  %5 = add int64 %3, %4
                  %6 = int64 60
                  %7 = greater int64 %5, %6
                  $3 = %2
                  $4 = %5
                  $6 = %7
                  if $6
                    %0 = int64 -1
                    $2 = %0
                    leave 0
                %0 = load $4
                $2 = %0
              %0 = load $2
              %1 = load $1
              %2 = int64 0
              %3 = less int64 %1, %2
              %4 = negate int64 %1
              %5 = select int64 %3, %4, %1
              %6 = add int64 %0, %5
              $0 = %6
            """);
  }

  @Test
  void everyCallHasItsOwnArrays() {
    assertThat(
            routine(
                Overflow.WRAP,
                Map.of("n", INTEGERS),
                """
                def g(n):
                    b = zeros(2)
                    b[n] = 1
                    s = 0.0
                    for v in b:
                        s = s * 2 + v
                    return s

                def f(n):
                    return g(n) + g(1 - n)
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: float64, $1: int64, $2: float64, $3: float64, $4: float64, $5: float64, $6: int64, $7: int64, $8: int64, $9: float64, $10: float64, $11: float64, $12: int64, $13: int64
              local @0: float64 [2]
              local @1: float64 [2]
              clear @0
              %0 = float64 1.0
              $5 = %0
              @0[$1] = $5
              %0 = float64 0.0
              %1 = int64 2
              $3 = %0
              $6 = %1
              for $7 below $6
                $4 = @0[$7]
                %0 = load $3
                %1 = float64 2.0
                %2 = multiply float64 %0, %1
                %3 = load $4
                %4 = add float64 %2, %3
                $3 = %4
              %0 = load $3
              %1 = int64 1
              %2 = load $1
              %3 = subtract int64 %1, %2
              $2 = %0
              $8 = %3
              clear @1
              %0 = float64 1.0
              $11 = %0
              @1[$8] = $11
              %0 = float64 0.0
              %1 = int64 2
              $9 = %0
              $12 = %1
              for $13 below $12
                $10 = @1[$13]
                %0 = load $9
                %1 = float64 2.0
                %2 = multiply float64 %0, %1
                %3 = load $10
                %4 = add float64 %2, %3
                $9 = %4
              %0 = load $9
              %1 = load $2
              %2 = add float64 %1, %0
              $0 = %2
            """);
  }

  @Test
  void aConversionThatDoesNotFitIsOverflow() {
    assertThat(
            routine(
                Overflow.ERROR,
                Map.of("x", FLOATS),
                """
                def f(x):
                    for k in range(1):
                        x += k
                    return int(x)
                """))
        .isEqualTo(
            """
            routine f($1) -> $0
              variables $0: int64, $1: float64, $2: int64, $3: int64, $4: int64, $5: int64, $6: int64
              %0 = int64 0
              %1 = int64 1
              $2 = %0
              $3 = %1
              $4 = %1
              $5 = trips of range($2, $3, $4)
              for $6 below $5
                %0 = load $6
                %1 = load $1
                %2 = convert int64 to float64 %0
                %3 = add float64 %1, %2
                $1 = %3
              %0 = load $1
              %1 = truncate float64 %0
              %2 = float64 -9.223372036854776E18
              %3 = greater_equal float64 %1, %2
              %4 = float64 9.223372036854776E18
              %5 = less float64 %1, %4
              %6 = and bool %3, %5
              %7 = convert float64 to int64 %0
              %8 = int64 9223372036854775807
              %9 = select int64 %6, %7, %8
              %10 = int64 0
              %11 = int64 1
              %12 = select int64 %6, %10, %11
              %13 = add_exact int64 %9, %12
              $0 = %13
            """);
  }

  private static String routine(
      Overflow overflow, Map<String, ArrayType> inputs, String functions) {
    return RoutineText.of(
        FunctionRequests.of(functions, inputs)
            .with(new Conduct(overflow))
            .collecting()
            .invocations()
            .getFirst()
            .routine());
  }
}
