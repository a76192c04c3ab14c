package io.parallax.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.lowering.testing.FunctionRequests;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Functions that people write, from text to values.
class FunctionProgramsTest {
  @Test
  void factorialModuloAPrime() {
    assertThat(
            longs(
                """
                def factorial(n):
                    k = 1
                    for i in range(n, 1, -1):
                        k *= i
                        k %= 1000000007
                    return k
                """,
                Map.of("n", TestArray.of(0L, 1, 5, 20, 1000))))
        .containsExactly(1, 1, 120, 146326063, 641419708);
  }

  @Test
  void heavySums() {
    assertThat(
            longs(
                """
                def heavy(n):
                    total = 0
                    for i in range(1000):
                        total += i * n
                    return total
                """,
                Map.of("n", TestArray.of(0L, 1, 2, 9))))
        .containsExactly(0, 499500, 999000, 4495500);
  }

  @Test
  void lengthsOfCollatzSequences() {
    assertThat(
            longs(
                """
                def collatz(n):
                    steps = 0
                    while n != 1:
                        n = n // 2 if n % 2 == 0 else 3 * n + 1
                        steps += 1
                    return steps
                """,
                Map.of("n", TestArray.of(1L, 2, 27, 97, 871))))
        .containsExactly(0, 1, 111, 118, 178);
  }

  @Test
  void greatestCommonDivisors() {
    assertThat(
            longs(
                """
                def gcd(a, b):
                    while b:
                        a, b = b, a % b
                    return a
                """,
                Map.of(
                    "a", TestArray.of(12L, 17, 0, 1L << 40),
                    "b", TestArray.of(18L, 5, 7, 3L << 30))))
        .containsExactly(6, 1, 7, 1L << 30);
  }

  @Test
  void primes() {
    assertThat(
            longs(
                """
                def is_prime(n):
                    if n < 2:
                        return False
                    i = 2
                    while i * i <= n:
                        if n % i == 0:
                            return False
                        i += 1
                    return True
                """,
                Map.of("n", TestArray.of(-3L, 0, 1, 2, 3, 4, 91, 97))))
        .containsExactly(0, 0, 0, 1, 1, 0, 0, 1);
  }

  @Test
  void theMandelbrotSet() {
    assertThat(
            longs(
                """
                def mandelbrot(cx, cy, limit=50):
                    x = y = 0.0
                    for n in range(limit):
                        if x * x + y * y > 4:
                            return n
                        x, y = x * x - y * y + cx, 2 * x * y + cy
                    return limit
                """,
                Map.of("cx", TestArray.of(0.0, 1, -2, 0.3), "cy", TestArray.of(0.0, 1, 0, 0.6))))
        .containsExactly(50, 2, 50, 15);
  }

  @Test
  void rootsByNewtonsMethod() {
    assertThat(
            doubles(
                """
                def root(x):
                    if x == 0:
                        return 0.0
                    guess = x
                    while True:
                        better = (guess + x / guess) / 2
                        if abs(better - guess) < 1e-15 * guess:
                            return better
                        guess = better
                """,
                Map.of("x", TestArray.of(0.0, 4, 9, 1e10))))
        .containsExactly(0.0, 2.0, 3.0, 100000.0);
  }

  @Test
  void theLogisticMap() {
    double expected = 0.3;
    for (int i = 0; i < 100; i++) {
      expected = 3.7 * expected * (1 - expected);
    }
    assertThat(
            doubles(
                """
                def logistic(x, r):
                    for _ in range(100):
                        x = r * x * (1 - x)
                    return x
                """,
                Map.of("x", TestArray.of(0.3), "r", TestArray.of(3.7))))
        .containsExactly(expected);
  }

  @Test
  void theTrapezoidalRule() {
    assertThat(
            doubles(
                """
                def f(x):
                    return x * x

                def trapezoid(a, b):
                    h = (b - a) / 64
                    s = (f(a) + f(b)) / 2
                    for i in range(1, 64):
                        s += f(a + i * h)
                    return s * h
                """,
                Map.of("a", TestArray.of(0.0), "b", TestArray.of(8.0))))
        .containsExactly(170.6875);
  }

  @Test
  void stencilsAndProductsOfMatrices() {
    assertThat(
            doubles(
                """
                def smooth(i, a):
                    if i == 0 or i == len(a) - 1:
                        return a[i]
                    return (a[i - 1] + 2 * a[i] + a[i + 1]) / 4
                """,
                Map.of("i", TestArray.of(0L, 1, 2, 3), "a", TestArray.of(1.0, 3, 7, 9))))
        .containsExactly(1, 3.5, 6.5, 9);
    assertThat(
            doubles(
                """
                def product(i, j, a, b):
                    s = 0.0
                    for k in range(a.shape[1]):
                        s += a[i, k] * b[k, j]
                    return s
                """,
                Map.of(
                    "i", TestArray.of(0L, 1).reshaped(2, 1),
                    "j", TestArray.of(0L, 1, 2),
                    "a", TestArray.of(1.0, 2, 3, 4).reshaped(2, 2),
                    "b", TestArray.of(1.0, 2, 3, 4, 5, 6).reshaped(2, 3))))
        .containsExactly(9, 12, 15, 19, 26, 33);
  }

  @Test
  void sortingInALocalArray() {
    assertThat(
            doubles(
                """
                def median(i, a):
                    b = zeros(5)
                    for k in range(5):
                        b[k] = a[i, k]
                    for k in range(1, 5):
                        key = b[k]
                        j = k - 1
                        while j >= 0 and b[j] > key:
                            b[j + 1] = b[j]
                            j -= 1
                        b[j + 1] = key
                    return b[2]
                """,
                Map.of(
                    "i", TestArray.of(0L, 1),
                    "a", TestArray.of(5.0, 3, 1, 4, 2, -1, -5, 8, 8, 0).reshaped(2, 5))))
        .containsExactly(3, 0);
  }

  @Test
  void piByMonteCarlo() {
    assertThat(
            doubles(
                """
                def pi(seed, n):
                    inside = 0
                    for i in range(n):
                        x = uniform(seed, 2 * i)
                        y = uniform(seed, 2 * i + 1)
                        if x * x + y * y < 1:
                            inside += 1
                    return 4 * inside / n
                """,
                Map.of("seed", TestArray.of(1L, 2), "n", TestArray.of(10_000L)))[0])
        .isBetween(3.1, 3.2);
  }

  @Test
  void loopsKeepPythonsRules() {
    assertThat(
            longs(
                """
                def rules(x):
                    s = 0
                    for i in range(5):
                        if i == 1:
                            continue
                        if i == 4:
                            break
                        i = i * 10 + x
                        for j in range(i, 0, -7):
                            if j % 5 == 0:
                                break
                            s += j
                    for v in range(9, 3):
                        s = v
                    return s * 1000 + i
                """,
                Map.of("x", TestArray.of(0L, 3, -8))))
        .containsExactly(4, 143004, 34004);
  }

  private static long[] longs(String functions, Map<String, TestArray> inputs) {
    return result(functions, inputs).bits();
  }

  private static double[] doubles(String functions, Map<String, TestArray> inputs) {
    return result(functions, inputs).asDoubles();
  }

  private static TestArray result(String functions, Map<String, TestArray> inputs) {
    Outcome outcome =
        EngineRunner.ORACLE.run(FunctionRequests.over(functions, inputs).map(), inputs);
    assertThat(outcome).isInstanceOf(Outcome.Values.class);
    return ((Outcome.Values) outcome).result("result");
  }
}
